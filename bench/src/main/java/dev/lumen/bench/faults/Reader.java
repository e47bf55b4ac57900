package dev.lumen.bench.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lumen.bench.Node;
import dev.lumen.server.api.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Follows a conversation, reads on after each loss of its socket, and checks the numbers. */
final class Reader {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final String conversation;
  private final List<Node> nodes;
  private final Random random;
  private final AtomicLong last = new AtomicLong();
  private final AtomicLong wrong = new AtomicLong();
  private final Thread thread;

  Reader(String conversation, List<Node> nodes, long seed) {
    this.conversation = conversation;
    this.nodes = nodes;
    this.random = new Random(seed);
    this.thread = Thread.ofVirtual().name("reader").start(this::read);
  }

  /** The number of the last event seen. */
  long last() {
    return last.get();
  }

  /** Events that came twice, out of order or after a hole. */
  long wrong() {
    return wrong.get();
  }

  void stop() {
    thread.interrupt();
  }

  private void read() {
    try {
      while (true) {
        follow(nodes.get(random.nextInt(nodes.size())));
        TimeUnit.MILLISECONDS.sleep(100 + random.nextInt(200));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * One socket until it ends; cut now and then, so that reading on is tried all the time. Events
   * are asked for behind the greeting: Java's client garbles text when more than 16 kB of it come
   * right behind its handshake.
   */
  private void follow(Node node) throws InterruptedException {
    CountDownLatch ended = new CountDownLatch(1);
    URI address = URI.create("ws://127.0.0.1:%d/ws".formatted(node.port()));
    try {
      WebSocket socket = HTTP.newWebSocketBuilder().buildAsync(address, new Listener(ended)).join();
      if (!ended.await(10 + random.nextInt(10), TimeUnit.SECONDS)) {
        socket.abort();
      }
    } catch (CompletionException e) {
      ended.countDown(); // not there: another node, or later
    }
  }

  private final class Listener implements WebSocket.Listener {
    private final CountDownLatch ended;
    private final StringBuilder part = new StringBuilder();

    Listener(CountDownLatch ended) {
      this.ended = ended;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean all) {
      part.append(data);
      socket.request(1);
      if (!all) {
        return null;
      }
      JsonNode frame = Json.tree(part.toString());
      part.setLength(0);
      if (frame.path("seq").isNumber() && ended.getCount() > 0) {
        number(frame.path("seq").asLong());
      }
      switch (frame.path("type").asText()) {
        case "hello" -> {
          return socket.sendText(subscription(), true);
        }
        case "error" -> { // the database is away: another node, or later
          socket.abort();
          ended.countDown();
        }
        default -> {
          // An event was looked at above; the rest is of no interest here.
        }
      }
      return null;
    }

    private String subscription() {
      return "{\"type\":\"subscribe\",\"conversation_id\":\"%s\",\"after\":%d}"
          .formatted(conversation, last.get());
    }

    private void number(long seq) {
      if (!last.compareAndSet(seq - 1, seq)) {
        wrong.incrementAndGet();
        last.set(Math.max(seq, last.get()));
      }
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      ended.countDown();
      return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
      ended.countDown();
    }
  }
}
