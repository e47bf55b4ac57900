package dev.lumen.server.realtime.supabase;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lumen.server.Api;
import dev.lumen.server.RunningServer;
import dev.lumen.server.realtime.SocketClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("docs/protocol/supabase.md says what the server does")
class SupabaseProtocolPageTest {
  private static final Path PAGE = Path.of("..", "docs", "protocol", "supabase.md");
  private static final String CONVERSATION = "aed2cb4d-1dd9-4c2d-a3c5-0ab9fa443787";

  @Test
  @DisplayName("W-03: the recorded session is how it goes")
  void the_recorded_session() throws IOException {
    try (RunningServer server = RunningServer.inDevelopment()) {
      Api api = server.api();
      String conversation = api.newConversation("Recorded");
      SocketClient client =
          SocketClient.connect(
              URI.create(
                  "ws"
                      + api.base().toString().substring(4)
                      + "/realtime/v1/websocket?apikey=TOKEN&vsn=2.0.0"));
      for (String line : session()) {
        String text = line.substring(2).replace(CONVERSATION, conversation);
        switch (line.charAt(0)) {
          case '→' -> client.send(text);
          case '←' ->
              assertThat(masked(client.next())).isEqualTo(masked(Json.MAPPER.readTree(text)));
          default -> api.say(conversation, "User", "we have seventy five employees");
        }
      }
      client.close();
    }
  }

  private static String masked(JsonNode frame) {
    return frame
        .toString()
        .replaceAll("\"commit_timestamp\":\"[^\"]+\"", "\"commit_timestamp\":\"T\"")
        .replaceAll("\"event_id\":\"[0-9a-f]+-\\d+-\\d+\"", "\"event_id\":\"E\"")
        .replaceAll("\"record\":\\{\"id\":\"[^\"]+\"", "\"record\":{\"id\":\"I\"");
  }

  private static List<String> session() throws IOException {
    String page = Files.readString(PAGE);
    String block = page.substring(page.indexOf("```session\n") + 11);
    return List.of(block.substring(0, block.indexOf("```")).strip().split("\n"));
  }
}
