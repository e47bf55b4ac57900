package dev.lumen.server.realtime.supabase;

import static dev.lumen.server.realtime.supabase.PostgresChangesTest.changes;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lumen.server.Api;
import dev.lumen.server.RunningServer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("W-03: who is told what, and how a client that lost its right gets it back")
class SupabaseAccessTest {
  /** A client looks for a newer token at each heartbeat; by default every 25 seconds. */
  private static final int HEARTBEAT_MILLIS = 2_000;

  private static final int SHORT_LIFE_SECONDS = 5;

  private static RunningServer server;
  private static UUID ada;
  private static UUID bob;

  @BeforeAll
  static void start() {
    server = Tokens.server();
    ada = Tokens.user(server, "ada@example.org");
    bob = Tokens.user(server, "bob@example.org");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String valid(UUID user) {
    return Tokens.token(user, Instant.now().plusSeconds(3_600));
  }

  private static String shortLived() {
    return Tokens.token(ada, Instant.now().plusSeconds(SHORT_LIFE_SECONDS));
  }

  private static Api api(UUID user) {
    return server.api().as(valid(user));
  }

  private static NodeClient client(String version, String token) {
    return new NodeClient(version)
        .run(
            "create",
            "url",
            server.server().address().toString(),
            "key",
            "an-anon-key",
            "token",
            token,
            "realtime",
            Map.of("heartbeatIntervalMs", HEARTBEAT_MILLIS));
  }

  private static void channel(
      NodeClient client, String name, String topic, Map<String, ?> config, List<?> bindings) {
    client
        .run("channel", "name", name, "topic", topic, "config", config, "bindings", bindings)
        .run("subscribe", "name", name);
  }

  @ParameterizedTest
  @ValueSource(strings = {NodeClient.NEWEST, NodeClient.OF_THE_PAGES})
  @DisplayName("X-19: nobody is told of rows of others, inserted, updated or deleted")
  void rows_of_others(String version) {
    try (NodeClient eve = client(version, valid(bob));
        NodeClient own = client(version, valid(ada))) {
      channel(eve, "it", "all", Map.of(), List.of(changes("*", "turns", "")));
      channel(own, "it", "all", Map.of(), List.of(changes("*", "turns", "")));
      eve.awaitStatus("it", "SUBSCRIBED");
      own.awaitStatus("it", "SUBSCRIBED");
      String hers = api(ada).newConversation("Hers");
      api(ada).say(hers, "Lumen", "For Ada alone.");
      api(ada).delete("/api/v1/conversations/" + hers);
      String his = api(bob).newConversation("His");
      api(bob).say(his, "Lumen", "For Bob alone.");

      JsonNode first = eve.awaitPayload("it", "postgres_changes");
      assertThat(first.path("new").path("raw_text").asText()).isEqualTo("For Bob alone.");
      assertThat(own.awaitPayload("it", "postgres_changes").path("eventType").asText())
          .isEqualTo("INSERT");
      assertThat(own.awaitPayload("it", "postgres_changes").path("eventType").asText())
          .isEqualTo("DELETE");
      assertThat(own.rest()).noneMatch(it -> it.has("binding"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {NodeClient.NEWEST, NodeClient.OF_THE_PAGES})
  @DisplayName("a join that raced ahead of its token is refused, and heals by itself")
  void the_first_join(String version) {
    try (NodeClient client = client(version, valid(ada))) {
      // Both commands run before the client has asked for its token.
      channel(client, "it", "first", Map.of(), List.of(changes("*", "turns", "")));
      client.awaitStatus("it", "SUBSCRIBED");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {NodeClient.NEWEST, NodeClient.OF_THE_PAGES})
  @DisplayName(
      "a token that ends ends no channel for good: with a new one it goes on without a loss")
  void a_token_that_ends(String version) {
    String conversation = api(ada).newConversation("Long");
    try (NodeClient client = client(version, shortLived())) {
      client.run("token", "token", shortLived());
      channel(
          client,
          "it",
          "conversation:" + conversation,
          Map.of(),
          List.of(
              changes("INSERT", "turns", "conversation_id=eq." + conversation),
              Map.of("type", "system", "filter", Map.of())));
      client.awaitStatus("it", "SUBSCRIBED");
      JsonNode system =
          client.await(
              it ->
                  it.path("type").asText().equals("system")
                      && it.path("payload").path("message").asText().contains("expired"));
      assertThat(system.path("payload").path("status").asText()).isEqualTo("error");
      api(ada).say(conversation, "Lumen", "While nobody listened.");
      client.run("token", "token", valid(ada));
      client.awaitStatus("it", "SUBSCRIBED");
      assertThat(
              client.awaitPayload("it", "postgres_changes").path("new").path("raw_text").asText())
          .isEqualTo("While nobody listened.");
    }
  }

  @Test
  @DisplayName("a refused join says which of the things that can be wrong with a token it is")
  void tokens_that_are_no_good() {
    assertThat(refusal(Tokens.forged(ada))).contains("JwtSignatureError");
    assertThat(refusal(Tokens.token(ada, Instant.now().minusSeconds(60)))).contains("expired");
    assertThat(refusal("nonsense")).contains("MalformedJWT");
  }

  private static String refusal(String token) {
    try (NodeClient client = client(NodeClient.NEWEST, token)) {
      channel(client, "it", "t", Map.of(), List.of());
      return client
          .await(
              it ->
                  it.path("status").asText().equals("CHANNEL_ERROR")
                      && !it.path("error").asText().contains("without an access token"))
          .path("error")
          .asText();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {NodeClient.NEWEST, NodeClient.OF_THE_PAGES})
  @DisplayName("X-19: who is shut out loses the channels that are open, at the next heartbeat")
  void shut_out(String version) {
    UUID eve = Tokens.user(server, version + "@example.org");
    try (NodeClient client = client(version, valid(eve))) {
      channel(client, "it", "all", Map.of(), List.of(changes("*", "turns", "")));
      client.awaitStatus("it", "SUBSCRIBED");
      client.rest(); // 2.50.3 was refused before, as it joins with its key first
      server.server().accounts().setActive(eve, false);
      client.awaitStatus("it", "CHANNEL_ERROR");
    }
  }

  @Test
  @DisplayName("private channels and those of a conversation are for those who may see them")
  void private_channels() {
    String hers = api(ada).newConversation("Hers");
    Map<String, Object> secret = Map.of("private", true);
    try (NodeClient client = client(NodeClient.NEWEST, valid(bob))) {
      channel(client, "foreign", "conversation:" + hers, Map.of(), List.of());
      channel(client, "own", "user:" + bob, secret, List.of());
      channel(client, "others", "user:" + ada, secret, List.of());
      channel(client, "public", "lobby", Map.of(), List.of());
      client.awaitStatus("own", "SUBSCRIBED");
      client.awaitStatus("public", "SUBSCRIBED");
      String reason = "You do not have permissions to read from this Channel topic";
      for (String refused : List.of("foreign", "others")) {
        client.await(
            it ->
                it.path("name").asText().equals(refused)
                    && it.path("error").asText().contains(reason));
      }
    }
  }
}
