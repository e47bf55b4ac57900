package dev.lumen.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** D-01 to D-06, D-10, D-11, D-13, D-14: what the schema holds. */
class SchemaTest {
  private static final Actor SERVICE = new Actor.Service();

  private static TestDatabase test;

  @BeforeAll
  static void open() {
    test = TestDatabase.create();
  }

  @AfterAll
  static void close() {
    test.close();
  }

  @Test
  @DisplayName("D-01 to D-04: every column of the documents is there, with its type")
  void everyColumnIsThere() {
    Map<String, String> wanted =
        Map.of(
            "users",
            "id uuid, email varchar(255), is_active bool, created_at timestamptz, updated_at timestamptz",
            "conversations",
            "id uuid, user_id uuid, name varchar(255), description text, status varchar(50), turns_count int4,"
                + " metadata jsonb, total_processing_time_ms numeric(10,2), average_confidence_score varchar(10),"
                + " created_at timestamptz, updated_at timestamptz",
            "turns",
            "id uuid, conversation_id uuid, speaker varchar(100), raw_text text, cleaned_text text,"
                + " confidence_score varchar(10), cleaning_applied bool, cleaning_level varchar(10),"
                + " processing_time_ms numeric(10,2), corrections jsonb, context_detected varchar(100),"
                + " ai_model_used varchar(50), transcription_error_detected bool, business_domain varchar(100),"
                + " conversation_flow varchar(100), gemini_request_id varchar(100), queue_time_ms numeric(10,2),"
                + " websocket_latency_ms numeric(10,2), sliding_window_size int4, context_turns_used int4,"
                + " created_at timestamptz, updated_at timestamptz, seq int4",
            "session_states",
            "id uuid, conversation_id uuid, state varchar(50), interim_transcript text,"
                + " updated_at timestamptz, personality varchar(50), session_type varchar(50),"
                + " topic varchar(500), participant varchar(255), reply_id uuid, reply_text text",
            "user_preferences",
            "id uuid, user_id uuid, preferred_voice varchar(100), preferred_personality varchar(100), settings jsonb,"
                + " created_at timestamptz, updated_at timestamptz",
            "messages",
            "id uuid, conversation_id uuid, role text, content text, timestamp timestamptz, audio_url text,"
                + " feedback jsonb, processing_time int4");
    wanted.forEach(
        (table, columns) ->
            assertThat(columnsOf(table)).as(table).contains(columns.split(",\\s(?=[a-z])")));
  }

  @Test
  @DisplayName("D-01: one address is one account, however it is typed")
  void anAddressIsOneAccount() {
    test.user("Someone@example.org");
    DatabaseException refused = refused("insert into users (email) values ('someone@EXAMPLE.org')");
    assertThat(refused.constraint()).isEqualTo("users_email_key");
  }

  @Test
  @DisplayName("D-02, X-01: a conversation has one of six states")
  void theStatesOfAConversation() {
    UUID conversation = test.conversation(test.user("states@example.org"));
    for (String status : List.of("active", "paused", "completed", "ended", "archived", "deleted")) {
      execute(
          "update conversations set status = '" + status + "' where id = '" + conversation + "'");
    }
    assertThat(refused("update conversations set status = 'processing'").constraint())
        .isEqualTo("conversations_status_check");
  }

  @Test
  @DisplayName("D-03: what a turn says of itself is one of the known words")
  void theWordsOfATurn() {
    UUID conversation = test.conversation(test.user("words@example.org"));
    execute(
        "insert into turns (conversation_id, speaker, raw_text) values ('"
            + conversation
            + "', 'User', 'x')");
    Map.of(
            "confidence_score = 'high'", "turns_confidence_score_check",
            "cleaning_level = 'heavy'", "turns_cleaning_level_check",
            "force_cleaning_level = 'heavy'", "turns_force_cleaning_level_check",
            "status = 'done'", "turns_status_check",
            "priority = 4", "turns_priority_check")
        .forEach(
            (change, constraint) ->
                assertThat(refused("update turns set " + change).constraint())
                    .isEqualTo(constraint));
  }

  @Test
  @DisplayName("D-03, X-23: a turn nobody cleaned claims no engine")
  void noEngineIsClaimed() {
    UUID conversation = test.conversation(test.user("engine@example.org"));
    execute(
        "insert into turns (conversation_id, speaker, raw_text) values ('"
            + conversation
            + "', 'Lumen', 'x')");
    assertThat(
            text("select ai_model_used || ' ' || corrections from turns where speaker = 'Lumen'"))
        .isEqualTo("none []");
  }

  @Test
  @DisplayName("D-04: turns are read as messages")
  void turnsAreMessages() {
    UUID conversation = test.conversation(test.user("messages@example.org"));
    execute(
        "insert into turns (conversation_id, speaker, raw_text, cleaned_text, metadata, processing_time_ms) values "
            + "('%1$s', 'User', 'raw', 'clean', '{\"source\": {\"audio_url\": \"a.ogg\"}}', 1.6), ('%1$s', 'Lumen', 'hello', null, '{}', null)"
                .formatted(conversation));
    assertThat(
            list(
                "select concat_ws(' ', role, content, audio_url, processing_time) from messages where conversation_id = '%s' order by seq"
                    .formatted(conversation)))
        .containsExactly("user clean a.ogg 2", "assistant hello");
  }

  @Test
  @DisplayName(
      "D-05, D-06, X-28: all nineteen indexes are there, with two names for the two that clashed")
  void theIndexes() {
    assertThat(list("select indexname from pg_indexes where indexname like 'idx\\_%'"))
        .containsExactlyInAnyOrder(
            "idx_conversations_user_id",
            "idx_conversations_status",
            "idx_conversations_created_at",
            "idx_conversations_user_status",
            "idx_conversations_user_created",
            "idx_conversations_active_updated",
            "idx_turns_conversation_id",
            "idx_turns_speaker",
            "idx_turns_created_at",
            "idx_turns_confidence_score",
            "idx_turns_cleaning_level",
            "idx_turns_context_detected",
            "idx_turns_business_domain",
            "idx_turns_processing_time",
            "idx_turns_queue_time",
            "idx_turns_websocket_latency",
            "idx_turns_conversation_speaker",
            "idx_turns_conversation_created",
            "idx_turns_conversation_speaker_created");
  }

  @Test
  @DisplayName("D-10: both tables send their old rows whole")
  void oldRowsAreSentWhole() {
    assertThat(
            list(
                "select relname from pg_class where relreplident = 'f' and relkind = 'r' order by 1"))
        .containsExactly("conversations", "turns");
  }

  @Test
  @DisplayName(
      "D-13: the migrations are the five of the documents and those that follow, up to the newest")
  void theMigrations() throws Exception {
    URL folder = SchemaTest.class.getResource("/db/migration");
    assertThat(folder).isNotNull();
    try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
      List<String> names = files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
      assertThat(names.stream().map(name -> name.substring(0, 4))).doesNotHaveDuplicates();
      assertThat(names.getLast()).startsWith("V%03d__".formatted(Migrations.NEWEST));
      assertThat(names.subList(0, 5))
          .containsExactly(
              "V001__initial.sql",
              "V002__cleaning_fields.sql",
              "V003__realtime_fields.sql",
              "V004__indexes.sql",
              "V005__advanced_metadata.sql");
    }
  }

  @Test
  @DisplayName("D-14: turns of one moment have an order")
  void turnsOfOneMomentHaveAnOrder() {
    UUID conversation = test.conversation(test.user("order@example.org"));
    execute(
        "insert into turns (conversation_id, speaker, raw_text) select '%s', 'User', g::text from generate_series(1, 5) g"
            .formatted(conversation));
    assertThat(
            list(
                "select raw_text || ' ' || seq from turns where conversation_id = '%s' order by seq"
                    .formatted(conversation)))
        .containsExactly("1 1", "2 2", "3 3", "4 4", "5 5");
    assertThat(
            list(
                "select distinct created_at from turns where conversation_id = '%s'"
                    .formatted(conversation)))
        .hasSize(1);
  }

  @Test
  @DisplayName("D-14: a number given by hand is respected, and the next one follows it")
  void aGivenNumberIsRespected() {
    UUID conversation = test.conversation(test.user("given@example.org"));
    String turn =
        "insert into turns (conversation_id, seq, speaker, raw_text) values ('%s', %s, 'User', 'x')";
    execute(turn.formatted(conversation, "7"));
    execute(turn.formatted(conversation, "null"));
    assertThat(
            list(
                "select seq::text from turns where conversation_id = '%s' order by seq"
                    .formatted(conversation)))
        .containsExactly("7", "8");
    assertThat(refused(turn.formatted(conversation, "8")).constraint())
        .isEqualTo("turns_conversation_seq_key");
  }

  @Test
  @DisplayName("PROC_001: a turn of no conversation is refused by the name of its foreign key")
  void aTurnOfNoConversationIsRefused() {
    DatabaseException refused =
        refused(
            "insert into turns (conversation_id, speaker, raw_text) values (gen_random_uuid(), 'User', 'x')");
    assertThat(refused.constraint()).isEqualTo("turns_conversation_id_fkey");
  }

  @Test
  @DisplayName(
      "events of a conversation are numbered without a gap, also when a transaction is rolled back")
  void eventsHaveNoGaps() {
    UUID conversation = test.conversation(test.user("events@example.org"));
    String event =
        "insert into conversation_events (conversation_id, type, payload) values ('%s', 'x', '{}')"
            .formatted(conversation);
    execute(event);
    refused(event + "; select 1/0");
    execute(event);
    assertThat(
            list(
                "select seq::text from conversation_events where conversation_id = '%s' order by seq"
                    .formatted(conversation)))
        .containsExactly("1", "2");
  }

  private static List<String> columnsOf(String table) {
    return list(
        """
        select column_name || ' ' || udt_name || case
            when character_maximum_length is not null then '(' || character_maximum_length || ')'
            when udt_name = 'numeric' and numeric_precision is not null then '(' || numeric_precision || ',' || numeric_scale || ')'
            else '' end
          from information_schema.columns where table_name = '%s'
        """
            .formatted(table));
  }

  private static String text(String sql) {
    return list(sql).getFirst();
  }

  private static List<String> list(String sql) {
    return test.database()
        .read(SERVICE, handle -> handle.createQuery(sql).mapTo(String.class).list());
  }

  private static void execute(String sql) {
    test.database().write(SERVICE, handle -> handle.execute(sql));
  }

  private static DatabaseException refused(String sql) {
    return catchThrowableOfType(DatabaseException.class, () -> execute(sql));
  }
}
