package dev.lumen.bench.queue;

import static dev.lumen.bench.queue.QueueCommand.PART;

import dev.lumen.bench.Figures;
import dev.lumen.bench.Results;
import dev.lumen.bench.Store;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Times claims beside more and more finished turns, and shows how the database finds the jobs. */
final class Claims {
  private static final PrintStream OUT = System.out;
  private static final int ROUNDS = 300;

  private static final String CLAIM =
      """
      with picked as materialized (
        select job_id from turn_jobs
         where ready and available_at <= now() and (lease_until is null or lease_until < now())
         order by priority desc, available_at limit 16 for update skip locked)
      update turn_jobs j set lease_owner = 'bench', lease_until = now() - interval '1 second'
        from picked where j.job_id = picked.job_id returning j.job_id""";

  private final Store store;

  Claims(Store store) {
    this.store = store;
  }

  void measure(Results results, int most) throws SQLException {
    try (Connection connection = store.open();
        Statement statement = connection.createStatement()) {
      prepare(statement);
      int there = 0;
      for (int wanted : new int[] {0, most / 20, most / 4, most}) {
        fill(statement, there, wanted - there);
        there = wanted;
        statement.execute("analyze turns");
        statement.execute("vacuum turn_jobs");
        Figures claims = new Figures();
        for (int i = 0; i < ROUNDS; i++) {
          long start = System.nanoTime();
          statement.execute(CLAIM);
          claims.since(start);
        }
        results.add(PART, "claim of 16 beside %,d finished turns".formatted(wanted), claims, "");
      }
      plan(statement);
    }
  }

  /** 1,000 conversations with three waiting turns each. */
  private static void prepare(Statement statement) throws SQLException {
    statement.execute("set synchronous_commit = off");
    statement.execute(
        """
        insert into conversations (user_id, name)
          select (select id from users limit 1), 'claims' from generate_series(1, 1000)""");
    statement.execute(
        """
        insert into turns (conversation_id, seq, speaker, raw_text, status)
          select id, s, 'User', 'waits', 'queued'
            from conversations, generate_series(1, 3) s where name = 'claims'""");
    statement.execute(
        """
        insert into turn_jobs (conversation_id, turn_id, turn_seq, ready)
          select conversation_id, id, seq, seq = 1 from turns where raw_text = 'waits'""");
  }

  private static void fill(Statement statement, int there, int turns) throws SQLException {
    statement.execute(
        """
        insert into turns (conversation_id, seq, speaker, raw_text, cleaned_text, status)
          select c.id, 1000 + %d + n, 'User', 'said long ago', 'Said long ago.', 'processed'
            from (select id, row_number() over () as place from conversations where name = 'claims') c
            join generate_series(1, %d) n on n %% 1000 + 1 = c.place"""
            .formatted(there, turns));
  }

  private static void plan(Statement statement) throws SQLException {
    OUT.println("how the database claims:");
    try (ResultSet rows =
        statement.executeQuery("explain (analyze, costs off, summary off) " + CLAIM)) {
      while (rows.next()) {
        OUT.println("  " + rows.getString(1));
      }
    }
  }
}
