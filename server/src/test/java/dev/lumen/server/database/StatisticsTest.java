package dev.lumen.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** D-07, D-08: a conversation's figures stay right under every kind of change. */
class StatisticsTest {
  private static final Actor SERVICE = new Actor.Service();

  private static TestDatabase test;
  private static UUID user;

  @BeforeAll
  static void open() {
    test = TestDatabase.create();
    user = test.user("someone@example.org");
  }

  @AfterAll
  static void close() {
    test.close();
  }

  @Test
  @DisplayName("D-07, D-08: after hundreds of random changes the figures equal a recount")
  void theFiguresEqualARecount() {
    long seed = Long.getLong("lumen.fuzz.seed", 1);
    Random random = new Random(seed);
    List<UUID> conversations = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      conversations.add(test.conversation(user));
    }
    for (int step = 0; step < 400; step++) {
      change(random, conversations);
      if (step % 20 == 19) {
        assertThat(Recount.wrong(test.database())).as("seed %d, step %d", seed, step).isEmpty();
      }
    }
  }

  @Test
  @DisplayName("D-08: deleting the turn that took 50 ms takes its 50 ms away")
  void aDeletedTurnTakesItsTimeAlong() {
    UUID conversation = test.conversation(user);
    UUID kept = turn(conversation, "User", "HIGH", 100.0);
    UUID removed = turn(conversation, "User", "LOW", 50.0);
    assertThat(figures(conversation)).isEqualTo("2 150.00 MEDIUM");
    execute("delete from turns where id = ?", removed);
    assertThat(figures(conversation)).isEqualTo("1 100.00 HIGH");
    execute("delete from turns where id = ?", kept);
    assertThat(figures(conversation)).isEqualTo("0 0.00 none");
  }

  @Test
  @DisplayName("D-08: a turn without a confidence does not count in the average")
  void aTurnWithoutConfidenceDoesNotCountInTheAverage() {
    UUID conversation = test.conversation(user);
    turn(conversation, "User", null, 1.0);
    assertThat(figures(conversation)).isEqualTo("1 1.00 none");
    turn(conversation, "User", "HIGH", 1.0);
    assertThat(figures(conversation)).isEqualTo("2 2.00 HIGH");
  }

  @Test
  @DisplayName("D-08: the average is HIGH from 2.5 and MEDIUM from 1.5 on")
  void theBordersOfTheAverageBelongToTheBetterSide() {
    UUID conversation = test.conversation(user);
    turn(conversation, "User", "HIGH", 0.0);
    turn(conversation, "User", "MEDIUM", 0.0);
    assertThat(figures(conversation)).isEqualTo("2 0.00 HIGH");
    turn(conversation, "User", "LOW", 0.0);
    turn(conversation, "User", "LOW", 0.0);
    turn(conversation, "User", "LOW", 0.0);
    turn(conversation, "User", "LOW", 0.0);
    // 3 + 2 + 4 over six turns is 1.5.
    assertThat(figures(conversation)).isEqualTo("6 0.00 MEDIUM");
    turn(conversation, "User", "LOW", 0.0);
    assertThat(figures(conversation)).isEqualTo("7 0.00 LOW");
  }

  @Test
  @DisplayName("H-07, D-07: deleting a conversation takes turns, counters and events with it")
  void deletingAConversationWorks() {
    UUID conversation = test.conversation(user);
    turn(conversation, "User", "HIGH", 1.0);
    turn(conversation, "Lumen", "HIGH", 1.0);
    execute(
        "insert into conversation_events (conversation_id, type, payload) values (?, 'x', '{}')",
        conversation);
    execute("delete from conversations where id = ?", conversation);
    for (String table : List.of("turns", "conversation_counters", "conversation_events")) {
      assertThat(
              number("select count(*) from " + table + " where conversation_id = ?", conversation))
          .isZero();
    }
  }

  @Test
  @DisplayName("D-02: a total beyond numeric(10,2) stops at its end and loses no turn")
  void aHugeTotalDoesNotRefuseTurns() {
    UUID conversation = test.conversation(user);
    UUID first = turn(conversation, "User", "HIGH", 99_999_999.0);
    turn(conversation, "User", "HIGH", 99_999_999.0);
    assertThat(figures(conversation)).isEqualTo("2 99999999.99 HIGH");
    execute("delete from turns where id = ?", first);
    assertThat(figures(conversation)).isEqualTo("1 99999999.00 HIGH");
  }

  @Test
  @DisplayName("D-07: a thousand turns in one statement change their conversation once")
  void aThousandTurnsChangeTheirConversationOnce() {
    UUID conversation = test.conversation(user);
    execute(
        "create table changes (n int); "
            + "create function note_change() returns trigger language plpgsql as "
            + "'begin insert into changes values (1); return null; end'; "
            + "create trigger note after update on conversations for each row execute function note_change()");
    execute(
        "insert into turns (conversation_id, speaker, raw_text, confidence_score, processing_time_ms) "
            + "select ?, 'User', 'x', 'LOW', 1 from generate_series(1, 1000)",
        conversation);
    execute("drop trigger note on conversations");
    assertThat(figures(conversation)).isEqualTo("1000 1000.00 LOW");
    assertThat(number("select count(*) from changes")).isEqualTo(1);
    assertThat(number("select max(seq) from turns where conversation_id = ?", conversation))
        .isEqualTo(1000);
  }

  @Test
  @DisplayName("D-07: a change of a turn that its conversation does not show leaves it alone")
  void anUnrelatedChangeLeavesTheConversationAlone() {
    UUID conversation = test.conversation(user);
    UUID turn = turn(conversation, "User", "HIGH", 1.0);
    execute("update conversations set updated_at = '2020-01-01' where id = ?", conversation);
    execute("update turns set websocket_latency_ms = 3 where id = ?", turn);
    assertThat(isStamped2020(conversation)).isTrue();
    execute("update turns set cleaned_text = 'better' where id = ?", turn);
    assertThat(isStamped2020(conversation)).isFalse();
  }

  private static void change(Random random, List<UUID> conversations) {
    UUID conversation = conversations.get(random.nextInt(conversations.size()));
    switch (random.nextInt(8)) {
      case 0, 1, 2 ->
          turn(conversation, speaker(random), confidence(random), random.nextInt(5000) / 100.0);
      case 3 ->
          execute(
              "insert into turns (conversation_id, speaker, raw_text, status) "
                  + "select ?, 'User', 'x', 'queued' from generate_series(1, ?)",
              conversation,
              random.nextInt(5));
      case 4 ->
          execute(
              "update turns set confidence_score = ?, processing_time_ms = ?, status = 'processed' "
                  + "where id = "
                  + anyTurn(),
              confidence(random),
              random.nextInt(900) / 10.0,
              conversation);
      case 5 ->
          execute(
              "update turns set speaker = ?, status = 'failed' where id = " + anyTurn(),
              speaker(random),
              conversation);
      case 6 -> move(conversation, other(conversation, random, conversations));
      default ->
          execute(
              "delete from turns where conversation_id = ? and seq % 5 = ?",
              conversation, random.nextInt(5));
    }
  }

  private static UUID other(UUID than, Random random, List<UUID> conversations) {
    int place = conversations.indexOf(than) + 1 + random.nextInt(conversations.size() - 1);
    return conversations.get(place % conversations.size());
  }

  /** To numbers beyond all that the other conversation has, which its counter then follows. */
  private static void move(UUID from, UUID to) {
    execute(
        "update turns t set conversation_id = ?, seq = moved.seq from ("
            + "select id, (select last_turn_seq from conversation_counters where conversation_id = ?)"
            + " + row_number() over () as seq from turns "
            + "where conversation_id = ? order by md5(id::text) limit 2) moved where t.id = moved.id",
        to,
        to,
        from);
  }

  private static String anyTurn() {
    return "(select id from turns where conversation_id = ? order by md5(id::text || now()) limit 1)";
  }

  private static String speaker(Random random) {
    return random.nextBoolean() ? "User" : "Lumen";
  }

  private static @Nullable String confidence(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> "HIGH";
      case 1 -> "MEDIUM";
      case 2 -> "LOW";
      default -> null;
    };
  }

  private static UUID turn(
      UUID conversation, String speaker, @Nullable String confidence, double ms) {
    return test.database()
        .write(
            SERVICE,
            handle ->
                handle
                    .createQuery(
                        "insert into turns (conversation_id, speaker, raw_text, confidence_score, processing_time_ms) "
                            + "values (?, ?, 'x', ?, ?) returning id")
                    .bind(0, conversation)
                    .bind(1, speaker)
                    .bind(2, confidence)
                    .bind(3, ms)
                    .mapTo(UUID.class)
                    .one());
  }

  private static String figures(UUID conversation) {
    return test.database()
        .read(
            SERVICE,
            handle ->
                handle
                    .createQuery(
                        "select turns_count || ' ' || total_processing_time_ms || ' ' || "
                            + "coalesce(average_confidence_score, 'none') from conversations where id = ?")
                    .bind(0, conversation)
                    .mapTo(String.class)
                    .one());
  }

  private static boolean isStamped2020(UUID conversation) {
    return number(
            "select count(*) from conversations where id = ? and updated_at = '2020-01-01'",
            conversation)
        == 1;
  }

  private static long number(String sql, Object... parameters) {
    return test.database().read(SERVICE, handle -> query(handle, sql, parameters));
  }

  private static long query(Handle handle, String sql, Object... parameters) {
    var query = handle.createQuery(sql);
    for (int i = 0; i < parameters.length; i++) {
      query.bind(i, parameters[i]);
    }
    return query.mapTo(long.class).one();
  }

  private static void execute(String sql, @Nullable Object... parameters) {
    test.database().write(SERVICE, handle -> handle.execute(sql, parameters));
  }
}
