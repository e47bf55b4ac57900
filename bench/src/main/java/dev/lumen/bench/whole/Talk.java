package dev.lumen.bench.whole;

import dev.lumen.bench.Crowd;
import dev.lumen.bench.Figures;
import dev.lumen.bench.Marks;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Conversations that are talked in, and a socket on each. */
final class Talk implements AutoCloseable {
  static final String[] SAID = {
    "um I'm the vector of marketing at quick fit windows",
    "we get about fifty leads per month mostly from google",
    "mostly PPC and uh some referrals from from friends",
    "no that's fine I think we should talk next week",
    "we have seventy five employees in in two offices"
  };
  private static final byte[] WANTED = "\"turn:processed\"".getBytes(StandardCharsets.UTF_8);

  private final Wire wire;
  private final Crowd crowd;
  private final List<String> conversations = new ArrayList<>();
  private final Map<Integer, Long> due = new ConcurrentHashMap<>();
  private volatile Figures heard = new Figures();

  Talk(int port, int count) throws IOException, InterruptedException {
    wire = new Wire(port);
    crowd = new Crowd((client, frame) -> note(frame));
    for (int i = 0; i < count; i++) {
      String created = wire.post("/api/v1/conversations", "{\"name\":\"Bench " + i + "\"}");
      String id = created.replaceFirst("(?s).*?\"id\":\"([^\"]+)\".*", "$1");
      conversations.add(id);
      crowd.open(URI.create("ws://127.0.0.1:" + port + "/ws/conversations/" + id));
    }
  }

  /** Turns over the synchronous door at a rate. */
  OpenLoop.Outcome turns(String speaker, int perSecond, double warmUp, double seconds) {
    return OpenLoop.run(
        perSecond, warmUp, seconds, (number, at) -> say(number, speaker, "/turns", "turn"));
  }

  /**
   * Turns through the queue at a rate, from when each was due to the frame in the client.
   *
   * @return the times; failures are those that were refused or not heard of
   */
  OpenLoop.Outcome realtime(int perSecond, double warmUp, double seconds)
      throws InterruptedException {
    due.clear();
    heard = new Figures();
    int skipped = (int) Math.ceil(perSecond * warmUp);
    OpenLoop.Outcome sent =
        OpenLoop.run(
            perSecond,
            warmUp,
            seconds,
            (number, at) -> {
              if (number >= skipped) {
                due.put(number, at);
              }
              say(number, "User", "/turns/realtime", Marks.of(number));
            });
    long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!due.isEmpty() && System.nanoTime() < patience) {
      Thread.sleep(5);
    }
    return new OpenLoop.Outcome(heard, sent.failures() + due.size());
  }

  private void say(int number, String speaker, String door, String mark)
      throws IOException, InterruptedException {
    String text = mark + " " + SAID[number % SAID.length];
    wire.post(
        "/api/v1/conversations/" + conversations.get(number % conversations.size()) + door,
        "{\"speaker\":\"" + speaker + "\",\"raw_text\":\"" + text + "\"}");
  }

  private void note(ByteBuffer frame) {
    int number = Marks.has(frame, WANTED) ? Marks.number(frame) : -1;
    if (number >= 0) {
      Long since = due.remove(number);
      if (since != null) {
        heard.since(since);
      }
    }
  }

  int sockets() {
    return conversations.size() - crowd.lost();
  }

  @Override
  public void close() throws IOException {
    crowd.close();
    wire.close();
  }
}
