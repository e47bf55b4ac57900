package dev.lumen.bench.realtime;

import dev.lumen.bench.Crowd;
import dev.lumen.bench.Node;
import dev.lumen.bench.Results;
import dev.lumen.bench.Scratch;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** 10,000 sockets that say nothing, and the memory of a server of its own meanwhile. */
final class IdleScenario implements Scenario {
  private static final String PART = "idle";
  private static final int SOCKETS = 10_000;
  private static final int HEARTBEATS_SECONDS = 30;

  @Override
  public void run(Results results) throws IOException, InterruptedException {
    try (Scratch folder = Scratch.make();
        Node node = Node.start(folder.path(), Map.of());
        Crowd crowd = new Crowd((client, frame) -> {})) {
      URI socket =
          URI.create(
              "ws://127.0.0.1:%d/ws/conversations/%s"
                  .formatted(node.port(), node.caller().conversation("Idle")));
      results.add(PART, "resident before", node.residentMegabytes(), "MB");
      long begun = System.nanoTime();
      for (int i = 0; i < SOCKETS; i++) {
        crowd.open(socket);
      }
      double seconds = (System.nanoTime() - begun) / 1e9;
      results.add(PART, "%,d sockets opened".formatted(SOCKETS), seconds, "s");
      TimeUnit.SECONDS.sleep(HEARTBEATS_SECONDS); // over a round of heartbeats
      results.add(PART, "resident with them", node.residentMegabytes(), "MB");
      results.add(PART, "closed meanwhile", crowd.lost(), "");
    }
  }
}
