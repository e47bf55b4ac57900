package dev.lumen.bench.realtime;

import dev.lumen.bench.Crowd;
import dev.lumen.bench.Figures;
import dev.lumen.bench.Results;
import dev.lumen.server.database.Actor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * 50 and 500 Supabase clients, each told of every inserted turn, row by row authorised: how many
 * changes a second come through, and how late they are at a steady rate.
 */
final class SupabaseScenario implements Scenario {
  private static final String PART = "supabase";
  private static final List<Integer> CLIENTS = List.of(50, 500);
  private static final int CHANGES = 4_000;
  private static final int STEADY = 200;
  private static final String JOIN =
      """
      ["1","1","realtime:bench","phx_join",{"config":{"postgres_changes":[{"event":"INSERT","schema":"public","table":"turns"}]}}]\
      """;

  @Override
  public void run(Results results) throws IOException, InterruptedException {
    for (int clients : CLIENTS) {
      measure(results, clients);
    }
  }

  private static void measure(Results results, int clients)
      throws IOException, InterruptedException {
    Semaphore joined = new Semaphore(0);
    Semaphore told = new Semaphore(0);
    try (Place place = new Place();
        Crowd crowd = new Crowd((client, frame) -> note(frame, joined, told))) {
      for (int i = 0; i < clients; i++) {
        crowd.open(place.socket("/realtime/v1/websocket?apikey=bench&vsn=2.0.0")).send(JOIN);
      }
      joined.acquire(clients);
      UUID conversation = place.conversation();
      burst(place, conversation, 500);
      told.acquire(500 * clients);

      long begun = System.nanoTime();
      burst(place, conversation, CHANGES);
      boolean all = told.tryAcquire(CHANGES * clients, 300, TimeUnit.SECONDS);
      double seconds = (System.nanoTime() - begun) / 1e9;
      results.add(
          PART,
          "%,d changes to %d clients, all told: %s".formatted(CHANGES, clients, all),
          CHANGES / seconds,
          "changes/s");
      steady(results, place, conversation, told, clients);
      results.add(PART, "clients that were closed meanwhile", crowd.lost(), "");
    }
  }

  private static void steady(
      Results results, Place place, UUID conversation, Semaphore told, int clients)
      throws InterruptedException {
    Figures last = new Figures();
    for (int i = 0; i < STEADY; i++) {
      burst(place, conversation, 1);
      long committed = System.nanoTime();
      told.acquire(clients);
      last.since(committed);
    }
    results.add(
        PART, "one change, commit until the last of %d has it".formatted(clients), last, "");
  }

  /** In transactions of 20, as a busy server commits them. */
  private static void burst(Place place, UUID conversation, int rows) {
    for (int done = 0; done < rows; done += 20) {
      int count = Math.min(20, rows - done);
      place
          .server()
          .database()
          .write(
              new Actor.Service(),
              handle ->
                  handle.execute(
                      """
                      insert into turns (conversation_id, speaker, raw_text, cleaned_text)
                        select ?, 'User', 'something that somebody said ' || n, 'Something.'
                          from generate_series(1, ?) n""",
                      conversation,
                      count));
    }
  }

  private static void note(ByteBuffer frame, Semaphore joined, Semaphore told) {
    byte[] head = new byte[Math.min(64, frame.remaining())];
    frame.get(0, head);
    String text = new String(head, StandardCharsets.UTF_8);
    if (text.contains("postgres_changes\"")) {
      if (text.startsWith("[null")) {
        told.release();
      }
    } else if (text.contains("phx_reply")) {
      joined.release();
    }
  }
}
