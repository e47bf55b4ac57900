package dev.lumen.server.realtime.supabase;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lumen.server.Api;
import dev.lumen.server.RunningServer;
import dev.lumen.server.database.TestDatabase;
import dev.lumen.server.realtime.SocketClient;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("R-07: a Supabase client that comes back to a server that started anew misses nothing")
@Timeout(120)
class SupabaseRestartTest {
  private static final Map<String, String> SETTINGS =
      Map.of("LUMEN_AUTH", "dev", "LUMEN_LIMITS", "off");

  private static SocketClient joined(RunningServer server, String conversation, String clientId) {
    String base = server.api().base().toString().substring(4);
    SocketClient client =
        SocketClient.connect(
            URI.create(
                "ws" + base + "/realtime/v1/websocket?apikey=k&vsn=2.0.0&client_id=" + clientId));
    client.send(
        """
        ["1","1","realtime:it","phx_join",{"config":{"postgres_changes":[
        {"event":"INSERT","schema":"public","table":"turns","filter":"conversation_id=eq.%s"}]}}]"""
            .formatted(conversation));
    client.await(frame -> frame.path(3).asText().equals("system"));
    return client;
  }

  /** What the next message about the channel says, but for the one that it is joined. */
  static String notice(SocketClient client) {
    return client
        .await(
            frame ->
                frame.path(3).asText().equals("system")
                    && !frame.at("/4/message").asText().startsWith("Subscribed"))
        .at("/4/message")
        .asText();
  }

  private static List<String> textsUntil(SocketClient client, String last) {
    List<String> texts = new ArrayList<>();
    while (!texts.contains(last)) {
      JsonNode change = client.await(frame -> frame.path(3).asText().equals("postgres_changes"));
      texts.add(change.at("/4/data/record/raw_text").asText());
    }
    return texts;
  }

  @Test
  @DisplayName("by client_id: what was said while it was away comes, and it is told why")
  void by_client_id() {
    String clientId = UUID.randomUUID().toString();
    try (TestDatabase database = TestDatabase.create()) {
      String conversation;
      try (RunningServer before = RunningServer.over(database, SETTINGS, Clock.systemUTC())) {
        Api api = before.api();
        conversation = api.newConversation("Restarted");
        SocketClient client = joined(before, conversation, clientId);
        api.say(conversation, "Lumen", "Heard before.");
        textsUntil(client, "Heard before.");
        client.abort();
        api.say(conversation, "Lumen", "Said when it was gone.");
      }
      try (RunningServer after = RunningServer.over(database, SETTINGS, Clock.systemUTC())) {
        after.api().say(conversation, "Lumen", "Said before it was back.");
        SocketClient client = joined(after, conversation, clientId);
        assertThat(notice(client)).contains("does not know how far this client_id had read");
        after.api().say(conversation, "Lumen", "Said since.");
        assertThat(textsUntil(client, "Said since."))
            .contains("Said when it was gone.", "Said before it was back.");
        client.close();
      }
    }
  }
}
