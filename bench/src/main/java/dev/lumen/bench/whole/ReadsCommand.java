package dev.lumen.bench.whole;

import dev.lumen.bench.Node;
import dev.lumen.bench.Part;
import dev.lumen.bench.Results;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./lumen bench reads}. */
@Command(
    name = "reads",
    mixinStandardHelpOptions = true,
    description = "Lists and histories beside 10,000 conversations with 1,000,000 turns.")
public final class ReadsCommand extends Part {
  private static final String PART = "reads";

  @Option(names = "--conversations", description = "How many (10000).")
  private int conversations = 10_000;

  @Option(names = "--turns", description = "In each (100).")
  private int turns = 100;

  @Option(names = "--rate", description = "Reads a second (100).")
  private int rate = 100;

  @Option(
      names = "--warm-up",
      description =
          "Seconds of all these reads before any is measured: a new server compiles (30).")
  private double warmUp = 30;

  @Override
  public void measure(Results results) throws IOException, SQLException, InterruptedException {
    onServer((node, folder) -> measure(results, node, folder));
  }

  private void measure(Results results, Node node, Path folder)
      throws IOException, SQLException, InterruptedException {
    List<String> ids;
    try (Wire wire = new Wire(node.port());
        Floor floor = new Floor(folder);
        Connection connection = floor.open()) {
      wire.get("/api/v1/conversations"); // the development user is there from now on
      long begun = System.nanoTime();
      seed(connection);
      ids = ids(connection);
      results.heading(
          PART,
          String.format(
              Locale.ROOT,
              "milliseconds at %d reads/s beside %,d turns, put there in %.0f s",
              rate,
              conversations * turns,
              (System.nanoTime() - begun) / 1e9));
      results.add(PART, "loopback echo of 300 bytes (floor)", Floor.echo(5_000), "");
      List<Read> reads = reads(ids);
      OpenLoop.run(
          rate,
          warmUp,
          0,
          (number, due) -> wire.get(reads.get(number % reads.size()).paths().of(number)));
      for (Read read : reads) {
        read(results, wire, read);
      }
      results.add(PART, "server memory after all this", node.residentMegabytes(), "MB");
    }
  }

  private interface Paths {
    String of(int number);
  }

  /**
   * One kind of read.
   *
   * @param seldom a tenth as often as others: nobody searches as often as they read
   */
  private record Read(String name, boolean seldom, Paths paths) {}

  private List<Read> reads(List<String> ids) {
    String list = "/api/v1/conversations?per_page=20";
    String search = "/api/v1/conversations?q=";
    int pages = conversations / 20;
    return List.of(
        new Read("first page of the list", false, n -> list),
        new Read(
            "a page in the middle of the list", false, n -> list + "&page=" + (1 + n * 7 % pages)),
        new Read("a conversation", false, n -> one(ids, n)),
        new Read("its status", false, n -> one(ids, n) + "/status"),
        new Read("its history, first 50 turns", false, n -> one(ids, n) + "/turns?limit=50"),
        new Read("its history, last page", false, n -> one(ids, n) + "/turns?limit=50&offset=50"),
        new Read("its analytics", false, n -> one(ids, n) + "/analytics"),
        new Read("search, two words of a few", true, n -> search + "Call%20" + n * 7),
        new Read("search, two words of all", true, n -> search + "employees%20seventy"),
        new Read(
            "search, a phrase of a few", true, n -> search + "%22call%20" + (100 + n * 7) + "%22"));
  }

  private void read(Results results, Wire wire, Read read) {
    int perSecond = read.seldom() ? Math.max(1, rate / 10) : rate;
    OpenLoop.Outcome outcome =
        OpenLoop.run(perSecond, 2, 5, (number, due) -> wire.get(read.paths().of(number)));
    results.add(
        PART,
        read.name(),
        outcome.times(),
        outcome.failures() > 0 ? outcome.failures() + " failed" : "");
  }

  private static String one(List<String> ids, int number) {
    return "/api/v1/conversations/" + ids.get(number * 31 % ids.size());
  }

  /**
   * Past the triggers, a hundred conversations at a time: the server follows the changes. What is
   * said has words out of 20,000, some far more often than others.
   */
  private void seed(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          """
      insert into conversations (id, user_id, name, created_at, updated_at)
      select md5('c' || c)::uuid, '550e8400-e29b-41d4-a716-446655440000', 'Call ' || c,
             now() - make_interval(mins => c), now() - make_interval(mins => c)
        from generate_series(1, %d) c
      """
              .formatted(conversations));
      statement.execute("alter table turns disable trigger user");
      for (int from = 1; from <= conversations; from += 100) {
        int to = Math.min(conversations, from + 99);
        statement.execute(
            """
      insert into turns (conversation_id, seq, speaker, raw_text, cleaned_text, status,
                         confidence_score, cleaning_level, processing_time_ms, created_at)
      select md5('c' || c)::uuid, t, case when t %% 2 = 0 then 'Lumen' else 'User' end,
             'um we have seventy five employees and it is call ' || c || words,
             'We have 75 employees and it is call ' || c || words,
             'processed', 'HIGH', 'full', 0.4, now() - make_interval(mins => c, secs => %1$d - t)
        from generate_series(%2$d, %3$d) c, generate_series(1, %1$d) t,
             lateral (
               select string_agg(' ' || translate(left(md5(floor(exp(random() * ln(20000)))::text), 4 + w %% 5),
                        '0123456789', 'ghijklmnop'), '') as words
                 from generate_series(1, 4 + 0 * (c + t)) w) said
      """
                .formatted(turns, from, to));
      }
      statement.execute("alter table turns enable trigger user");
      statement.execute(
          """
      update conversation_counters set last_turn_seq = %1$d, turns = %1$d, user_turns = %1$d / 2,
             user_turns_processed = %1$d / 2, lumen_turns = %1$d / 2, high = %1$d
       where last_turn_seq = 0
      """
              .formatted(turns));
      statement.execute(
          "update conversations set turns_count = %d, updated_at = created_at".formatted(turns));
      statement.execute(
          """
      insert into conversation_words (user_id, word, conversation_id)
      select distinct c.user_id, w.word, c.id
        from turns t join conversations c on c.id = t.conversation_id,
             unnest(words_said(t.raw_text, t.cleaned_text)) w (word)
       order by 1, 2, 3
      on conflict do nothing
      """);
      statement.execute("analyze");
    }
  }

  private static List<String> ids(Connection connection) throws SQLException {
    List<String> ids = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select id from conversations limit 1000")) {
      while (row.next()) {
        ids.add(row.getString(1));
      }
    }
    return ids;
  }
}
