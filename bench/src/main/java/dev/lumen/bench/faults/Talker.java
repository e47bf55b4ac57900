package dev.lumen.bench.faults;

import dev.lumen.bench.Caller;
import dev.lumen.bench.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReadWriteLock;

/**
 * One speaker in one conversation: says "number 1", "number 2" and so on through any node, each
 * once, whatever came back, and remembers the turns that were answered.
 */
final class Talker {
  private final String conversation;
  private final List<Node> nodes;
  private final ReadWriteLock quiet;
  private final Random random;
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final Thread thread;
  private final AtomicInteger refused = new AtomicInteger();

  /**
   * Begins to talk.
   *
   * @param quiet whoever holds its writing side has all talkers silent
   */
  Talker(String conversation, List<Node> nodes, ReadWriteLock quiet, long seed) {
    this.conversation = conversation;
    this.nodes = nodes;
    this.quiet = quiet;
    this.random = new Random(seed);
    this.thread = Thread.ofVirtual().name("talker").start(this::talk);
  }

  String conversation() {
    return conversation;
  }

  /** Ids of the turns that were answered with success. */
  Set<String> acknowledged() {
    return acknowledged;
  }

  /** Turns that were not: they may be stored all the same. */
  int refused() {
    return refused.get();
  }

  void stop() {
    thread.interrupt();
  }

  private void talk() {
    try {
      for (int number = 1; ; number++) {
        quiet.readLock().lockInterruptibly();
        try {
          say(number);
        } finally {
          quiet.readLock().unlock();
        }
        TimeUnit.MILLISECONDS.sleep(20 + random.nextInt(80));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void say(int number) throws InterruptedException {
    Node node = nodes.get(random.nextInt(nodes.size()));
    try {
      Caller.Reply reply =
          node.caller().say(conversation, "number " + number, random.nextInt(5) > 0);
      if (reply.isOk()) {
        acknowledged.add(reply.body().path("turn_id").asText());
        return;
      }
    } catch (IOException | UncheckedIOException e) {
      // Not answered: counted below.
    }
    refused.incrementAndGet();
    TimeUnit.MILLISECONDS.sleep(100);
  }
}
