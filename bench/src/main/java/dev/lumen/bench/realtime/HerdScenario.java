package dev.lumen.bench.realtime;

import dev.lumen.bench.Crowd;
import dev.lumen.bench.Results;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * 5,000 clients come back at once, spread over 100 conversations, each 20 events behind: how long
 * until all have everything, and how many queries it took.
 */
final class HerdScenario implements Scenario {
  private static final String PART = "herd";
  private static final int CLIENTS = 5_000;
  private static final int CONVERSATIONS = 100;
  private static final int MISSED = 20;

  @Override
  public void run(Results results) throws IOException, InterruptedException {
    Semaphore events = new Semaphore(0);
    try (Place place = new Place();
        Crowd crowd = new Crowd((client, frame) -> note(frame, events))) {
      List<UUID> conversations = Stream.generate(place::conversation).limit(CONVERSATIONS).toList();
      for (UUID conversation : conversations) {
        for (int i = 0; i < MISSED; i++) {
          place.event(conversation, "{\"i\":" + i + "}");
        }
      }
      long before = scans(place);
      long begun = System.nanoTime();
      for (int i = 0; i < CLIENTS; i++) {
        crowd.open(
            place.socket("/ws/conversations/" + conversations.get(i % CONVERSATIONS) + "?after=0"));
      }
      boolean all = events.tryAcquire(CLIENTS * MISSED, 120, TimeUnit.SECONDS);
      double seconds = (System.nanoTime() - begun) / 1e9;
      Thread.sleep(1_500); // the statistics are written once a second
      results.add(
          PART,
          "%,d clients, %,d events, all had them: %s".formatted(CLIENTS, CLIENTS * MISSED, all),
          seconds,
          "s");
      results.add(PART, "reads of the table of events meanwhile", scans(place) - before, "");
    }
  }

  private static void note(ByteBuffer frame, Semaphore events) {
    byte[] head = new byte[Math.min(40, frame.remaining())];
    frame.get(0, head);
    if (new String(head, StandardCharsets.UTF_8).contains("bench:event")) {
      events.release();
    }
  }

  private static long scans(Place place) {
    return place
        .server()
        .database()
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "select idx_scan from pg_stat_user_tables where relname = 'conversation_events'")
                    .mapTo(Long.class)
                    .one());
  }
}
