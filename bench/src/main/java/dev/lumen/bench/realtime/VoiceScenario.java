package dev.lumen.bench.realtime;

import dev.lumen.bench.Crowd;
import dev.lumen.bench.Figures;
import dev.lumen.bench.Marks;
import dev.lumen.bench.Node;
import dev.lumen.bench.Results;
import dev.lumen.bench.Scratch;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Spoken conversations over their live sockets, the server a process of its own: what a change of
 * state takes to every device, a final transcript to its cleaned words, and interim words of a
 * thousand sessions at once. Open loop, counted from when each message was due, after a minute.
 */
final class VoiceScenario implements Scenario {
  private static final String PART = "voice";
  private static final int CALLS = 100;
  private static final int DEVICES = 10;
  private static final int SESSIONS = 1_000;

  /** A new server compiles during its first minute of work. */
  private static final int WARM_UP_SECONDS = 60;

  private static final int SECONDS = 15;

  private static final byte[] STATE = bytes("\"state_update\"");
  private static final byte[] TRANSCRIPT = bytes("\"transcript_update\"");
  private static final byte[] FINAL = bytes("\"is_final\":true");
  private static final byte[] INTERIM = bytes("\"is_final\":false");

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void run(Results results) throws IOException, InterruptedException {
    try (Scratch folder = Scratch.make();
        Node node = Node.start(folder.path(), Map.of())) {
      changes(results, node);
      finals(results, node);
      interims(results, node);
    }
  }

  private static void changes(Results results, Node node) throws IOException, InterruptedException {
    Round round = new Round(20, STATE, null);
    try (Crowd crowd = new Crowd(round::heard)) {
      List<Crowd.Client> speakers = open(node, crowd, CALLS, DEVICES);
      round.run(
          speakers,
          due ->
              "{\"type\":\"state_change_request\",\"state\":\"%s\",\"metadata\":{\"mark\":\"%s\"}}"
                  .formatted(due / CALLS % 2 == 0 ? "listening" : "idle", Marks.of(due)));
      round.report(results, "state change to each of %d devices".formatted(DEVICES), DEVICES);
    }
  }

  private static void finals(Results results, Node node) throws IOException, InterruptedException {
    Round round = new Round(50, TRANSCRIPT, FINAL);
    try (Crowd crowd = new Crowd(round::heard)) {
      List<Crowd.Client> speakers = open(node, crowd, CALLS, 1);
      round.run(
          speakers,
          due ->
              "{\"type\":\"transcript_update\",\"turn\":\"%s\",\"respond\":false,\"final_transcript\":%s}"
                  .formatted(
                      Marks.of(due),
                      "\"um so we have uh seventy five employees and fifty leads\""));
      round.report(results, "final transcript to its cleaned words", 1);
    }
  }

  private static void interims(Results results, Node node)
      throws IOException, InterruptedException {
    Round round = new Round(5 * SESSIONS, TRANSCRIPT, INTERIM);
    try (Crowd crowd = new Crowd(round::heard)) {
      List<Crowd.Client> speakers = open(node, crowd, SESSIONS, 1);
      round.run(
          speakers,
          due ->
              "{\"type\":\"transcript_update\",\"interim_transcript\":\"so we have about %s\"}"
                  .formatted(Marks.of(due)));
      round.report(
          results, "interim words, %d sessions with 5 a second each".formatted(SESSIONS), 1);
      results.add(PART, "memory of the server", node.residentMegabytes(), "MB");
    }
  }

  /** Opens conversations with so many devices on each; the first device of each speaks. */
  private static List<Crowd.Client> open(Node node, Crowd crowd, int conversations, int devices)
      throws IOException {
    List<Crowd.Client> speakers = new ArrayList<>();
    for (int i = 0; i < conversations; i++) {
      URI socket =
          URI.create(
              "ws://127.0.0.1:%d/api/ws/conversations/%s"
                  .formatted(node.port(), node.caller().conversation("Call " + i)));
      speakers.add(crowd.open(socket));
      for (int device = 1; device < devices; device++) {
        crowd.open(socket);
      }
    }
    return speakers;
  }

  /** Messages at an even pace, and the frames that answer them. */
  private static final class Round {
    private final int perSecond;
    private final byte[] type;
    private final byte[] kind;
    private final Figures heard = new Figures();
    private volatile long begun;

    Round(int perSecond, byte[] type, byte @Nullable [] kind) {
      this.perSecond = perSecond;
      this.type = type;
      this.kind = kind == null ? type : kind;
    }

    void heard(Crowd.Client client, ByteBuffer frame) {
      int number = Marks.number(frame);
      if (number >= WARM_UP_SECONDS * perSecond
          && Marks.has(frame, type)
          && Marks.has(frame, kind)) {
        heard.addNanos(System.nanoTime() - due(number));
      }
    }

    private long due(int number) {
      return begun + number * TimeUnit.SECONDS.toNanos(1) / perSecond;
    }

    void run(List<Crowd.Client> speakers, IntFunction<String> message) throws InterruptedException {
      begun = System.nanoTime();
      for (int i = 0; i < (WARM_UP_SECONDS + SECONDS) * perSecond; i++) {
        LockSupport.parkNanos(due(i) - System.nanoTime());
        speakers.get(i % speakers.size()).send(message.apply(i));
      }
      TimeUnit.SECONDS.sleep(2);
    }

    void report(Results results, String what, int frames) {
      String expected = "of %d expected".formatted(SECONDS * perSecond * frames);
      results.add(PART, "%s, %d a second".formatted(what, perSecond), heard, expected);
    }
  }
}
