package dev.lumen.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** D-09, S-06: the database itself keeps people's conversations apart. */
class RowSecurityTest {
  private static final List<String> PROTECTED =
      List.of(
          "conversations",
          "turns",
          "conversation_counters",
          "conversation_events",
          "turn_jobs",
          "conversation_contexts",
          "context_transitions",
          "session_states",
          "prompt_usage",
          "user_preferences",
          "messages");

  private static TestDatabase test;
  private static UUID owner;
  private static UUID stranger;
  private static UUID conversation;

  @BeforeAll
  static void open() {
    test = TestDatabase.create();
    owner = test.user("owner@example.org");
    stranger = test.user("stranger@example.org");
    conversation = test.conversation(owner);
    test.database()
        .write(
            new Actor.Service(),
            handle -> {
              UUID turn =
                  handle
                      .createQuery(
                          "insert into turns (conversation_id, speaker, raw_text) values (?, 'User', 'x') returning id")
                      .bind(0, conversation)
                      .mapTo(UUID.class)
                      .one();
              handle.execute(
                  "insert into conversation_events (conversation_id, type, payload) values (?, 'x', '{}')",
                  conversation);
              handle.execute(
                  "insert into turn_jobs (conversation_id, turn_id, turn_seq) values (?, ?, 1)",
                  conversation,
                  turn);
              handle.execute(
                  "insert into conversation_contexts (conversation_id) values (?)", conversation);
              handle.execute(
                  "insert into context_transitions (conversation_id) values (?)", conversation);
              handle.execute(
                  "insert into session_states (conversation_id) values (?)", conversation);
              handle.execute(
                  "insert into prompt_usage (conversation_id, turn_id, template_id, template_name, template_version, model, prompt, outcome)"
                      + " values (?, ?, gen_random_uuid(), 'x', 1, 'x', 'x', 'nothing')",
                  conversation,
                  turn);
              return handle.execute("insert into user_preferences (user_id) values (?)", owner);
            });
  }

  @AfterAll
  static void close() {
    test.close();
  }

  @Test
  @DisplayName("D-09: the owner, an administrator and the service see every protected row")
  void thoseWhoMaySeeDo() {
    for (Actor actor :
        List.of(new Actor.User(owner), new Actor.Administrator(stranger), new Actor.Service())) {
      for (String table : PROTECTED) {
        assertThat(seen(actor, table)).as("%s of %s", table, actor).isEqualTo(1);
      }
    }
  }

  @Test
  @DisplayName("D-09: a stranger sees no row of any protected table")
  void aStrangerSeesNothing() {
    for (String table : PROTECTED) {
      assertThat(seen(new Actor.User(stranger), table)).as(table).isZero();
    }
  }

  @Test
  @DisplayName("D-09: where nobody is asking, nothing is seen")
  void nobodySeesNothing() {
    for (String table : PROTECTED) {
      assertThat(
              test.database()
                  .jdbi()
                  .<Long, RuntimeException>withHandle(
                      handle ->
                          handle
                              .createQuery("select count(*) from " + table)
                              .mapTo(long.class)
                              .one()))
          .as(table)
          .isZero();
    }
  }

  @Test
  @DisplayName("D-09: who asked does not stay behind on the connection")
  void theActorEndsWithTheTransaction() {
    try (Database one = Database.open(test.server(), 1)) {
      assertThat(
              one.<Long>read(
                  new Actor.Service(),
                  handle ->
                      handle.createQuery("select count(*) from turns").mapTo(long.class).one()))
          .isEqualTo(1);
      assertThat(
              one.jdbi()
                  .<Long, RuntimeException>withHandle(
                      handle ->
                          handle.createQuery("select count(*) from turns").mapTo(long.class).one()))
          .isZero();
    }
  }

  @Test
  @DisplayName("D-09: a stranger changes and deletes nothing, and adds nothing")
  void aStrangerChangesNothing() {
    Actor actor = new Actor.User(stranger);
    assertThat(changed(actor, "update turns set raw_text = 'y'")).isZero();
    assertThat(changed(actor, "delete from conversations")).isZero();
    assertThat(changed(actor, "delete from conversation_events")).isZero();
    String turn =
        "insert into turns (conversation_id, seq, speaker, raw_text) values ('"
            + conversation
            + "', 9, 'User', 'x')";
    String foreign = "insert into conversations (user_id, name) values ('" + owner + "', 'x')";
    for (String refused : List.of(turn, foreign)) {
      DatabaseException failure =
          catchThrowableOfType(DatabaseException.class, () -> changed(actor, refused));
      assertThat(failure.sqlState()).isEqualTo("42501");
    }
  }

  @Test
  @DisplayName("D-07, D-09: an owner's turn moves the figures, with row security on")
  void triggersWorkForOwners() {
    UUID mine =
        test.database()
            .write(
                new Actor.User(stranger),
                handle -> {
                  UUID id =
                      handle
                          .createQuery(
                              "insert into conversations (user_id, name) values (?, 'mine') returning id")
                          .bind(0, stranger)
                          .mapTo(UUID.class)
                          .one();
                  handle.execute(
                      "insert into turns (conversation_id, speaker, raw_text) values (?, 'User', 'x')",
                      id);
                  return id;
                });
    assertThat(
            test.database()
                .<Integer>read(
                    new Actor.User(stranger),
                    handle ->
                        handle
                            .createQuery("select turns_count from conversations where id = ?")
                            .bind(0, mine)
                            .mapTo(int.class)
                            .one()))
        .isEqualTo(1);
    assertThat(changed(new Actor.User(stranger), "delete from conversations")).isEqualTo(1);
  }

  @Test
  @DisplayName("D-09: the role of the server is bound by the policies: no superuser, no bypass")
  void theRoleIsBound() {
    assertThat(
            test.database()
                .<Boolean>read(
                    new Actor.Service(),
                    handle ->
                        handle
                            .createQuery(
                                "select rolsuper or rolbypassrls from pg_roles where rolname = current_user")
                            .mapTo(boolean.class)
                            .one()))
        .isFalse();
  }

  @Test
  @DisplayName("D-09: an operator with all rights still sees everything")
  void anOperatorSeesEverything() throws SQLException {
    try (Connection connection = test.openAsSuperuser();
        Statement statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "select count(*) from turns where conversation_id = '" + conversation + "'")) {
      row.next();
      assertThat(row.getInt(1)).isEqualTo(1);
    }
  }

  private static long seen(Actor actor, String table) {
    String mine =
        table.equals("user_preferences")
            ? ""
            : table.equals("conversations") ? "id" : "conversation_id";
    String filter = mine.isEmpty() ? "" : " where " + mine + " = '" + conversation + "'";
    return test.database()
        .read(
            actor,
            handle ->
                handle
                    .createQuery("select count(*) from " + table + filter)
                    .mapTo(long.class)
                    .one());
  }

  private static int changed(Actor actor, String sql) {
    return test.database().write(actor, handle -> handle.execute(sql));
  }
}
