package dev.lumen.cli.process;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Several speakers at once, some waiting for each turn and some queueing theirs, who keep what they
 * were answered.
 */
final class Crowd {
  private static final int SPEAKERS = 6;

  private final Client client;
  private final List<String> conversations;
  private final Map<String, String> answered = new ConcurrentHashMap<>();
  private final Collection<Client.Reply> refused = new ConcurrentLinkedQueue<>();
  private final List<Thread> speakers = new ArrayList<>();
  private final AtomicInteger sent = new AtomicInteger();
  private final CountDownLatch enough;
  private volatile boolean going = true;

  private Crowd(Client client, List<String> conversations, int enough) {
    this.client = client;
    this.conversations = conversations;
    this.enough = new CountDownLatch(enough);
  }

  /** Starts to speak in all these conversations. */
  static Crowd in(Client client, List<String> conversations, int enough) {
    Crowd crowd = new Crowd(client, conversations, enough);
    for (int i = 0; i < SPEAKERS; i++) {
      int speaker = i;
      crowd.speakers.add(Thread.ofVirtual().start(() -> crowd.speak(speaker)));
    }
    return crowd;
  }

  private void speak(int speaker) {
    String conversation = conversations.get(speaker % conversations.size());
    boolean realtime = speaker >= SPEAKERS / 2;
    try {
      for (int number = 0; going; number++) {
        String text = "%s speaker %d number %d.".formatted(Secrecy.PHRASE, speaker, number);
        sent.incrementAndGet();
        Client.Reply reply = client.say(conversation, realtime, text);
        if (reply.status() == 200) {
          answered.put(reply.text("/turn_id"), text);
          enough.countDown();
        } else {
          refused.add(reply);
        }
      }
    } catch (IOException e) {
      // The server is gone; whether it took the turn in is unknown, and both are right.
      enough.countDown();
    }
  }

  /** Waits until so many turns were answered as were said to be enough. */
  void awaitEnough() {
    try {
      if (!enough.await(60, TimeUnit.SECONDS)) {
        throw new AssertionError("Only " + answered.size() + " turns were answered");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Ends what was begun and waits for the last answers. */
  void fallSilent() {
    going = false;
    try {
      for (Thread speaker : speakers) {
        speaker.join();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Turns that were answered with success: id to text. */
  Map<String, String> answered() {
    return Map.copyOf(answered);
  }

  /** What else was answered. */
  List<Client.Reply> refused() {
    return List.copyOf(refused);
  }

  int sent() {
    return sent.get();
  }

  /** Turns as stored, over all conversations. */
  List<JsonNode> stored(Client now) {
    List<JsonNode> all = new ArrayList<>();
    conversations.forEach(conversation -> now.turnsOf(conversation).forEach(all::add));
    return all;
  }
}
