package dev.lumen.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lumen.server.realtime.SocketClient;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("P-79: a thousand sockets at once")
@Timeout(180)
class CrowdTest {
  private static final int SOCKETS = 1_000;

  @Test
  @DisplayName("P-79: all of them are open together, and each is told of a turn")
  void allAreTold() {
    try (RunningServer server = RunningServer.inDevelopment()) {
      Api api = server.api();
      String conversation = api.newConversation("Crowded");
      URI address =
          URI.create(
              "ws://%s/ws/conversations/%s".formatted(api.base().getAuthority(), conversation));
      List<SocketClient> sockets = new ArrayList<>();
      for (int i = 0; i < SOCKETS; i++) {
        sockets.add(SocketClient.connect(address));
      }
      for (SocketClient socket : sockets) {
        socket.await("hello");
      }
      assertThat(api.get("/health").at("subscribers").asInt()).isEqualTo(SOCKETS);
      String turn = api.say(conversation, "Lumen", "Hello, everybody.").text("turn_id");
      for (SocketClient socket : sockets) {
        assertThat(socket.await("turn:processed").findValue("turn_id").asText()).isEqualTo(turn);
      }
      sockets.forEach(SocketClient::abort);
    }
  }
}
