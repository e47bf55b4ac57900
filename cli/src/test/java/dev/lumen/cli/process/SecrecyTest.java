package dev.lumen.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What is said and what is secret appears in no line the program writes")
class SecrecyTest {
  private static final String WORD = "Zanzibar";
  private static final String PASSWORD = "Zanzibar-password-1";

  @TempDir private Path folder;

  @Test
  @DisplayName("H-01, H-04, H-08, W-01: neither in use nor in misuse")
  void writesNoneOfIt() throws Exception {
    Map<String, String> env =
        Map.of(
            "LUMEN_ADMIN_EMAIL", "zoe@example.org",
            "LUMEN_ADMIN_PASSWORD", PASSWORD,
            "LUMEN_JWT_SECRET", "Zanzibar".repeat(8),
            "LUMEN_LIMITS", "off",
            "LUMEN_MODEL_PROVIDER", "openai",
            "LUMEN_MODEL_NAME", "small",
            "LUMEN_MODEL_URL", "http://127.0.0.1:1/v1",
            "LUMEN_MODEL_API_KEY", "Zanzibar-key");
    try (Program program = Program.serve(DataFolders.copyTo(folder), env)) {
      Client nobody = Client.of(program.ready());
      Client zoe = nobody.signIn("zoe@example.org", PASSWORD);
      String conversation = zoe.newConversation(WORD);
      String path = Client.CONVERSATIONS + "/" + conversation;
      Ears ears = Ears.follow(zoe, conversation, 0);

      assertThat(zoe.say(conversation, false, "I was in " + WORD).status()).isEqualTo(200);
      String queued = zoe.say(conversation, true, WORD + " again").text("/turn_id");
      ears.await(frame -> frame.at("/payload/turn/turn_id").asText().equals(queued));
      // The model cannot be reached: that is told, and the reply is a local one.
      Map<String, String> spoken = Map.of("content", WORD + " it was", "role", "user");
      Client.Reply reply = zoe.post("/api/v2/conversations/" + conversation + "/messages", spoken);
      assertThat(reply.text("/ai_response")).contains(WORD);
      ears.say("{\"type\":\"" + WORD + "\"}");
      ears.await(frame -> frame.path("type").asText().equals("error"));

      refused(zoe.post(path + "/turns", "{\"raw_text\":\"" + WORD + "\", oh"));
      refused(zoe.post(path + "/turns", "{\"speaker\":\"User\",\"raw_text\":[\"" + WORD + "\"]}"));
      refused(zoe.post(path + "/turns", Map.of("speaker", "User", "raw_text", WORD + "\0")));
      refused(zoe.post(path + "/turns", Map.of("speaker", WORD.repeat(50), "raw_text", WORD)));
      refused(zoe.post(path + "/context", Map.of("shared_context", WORD, "context_type", WORD)));
      refused(zoe.post(Client.CONVERSATIONS + "/import", "{\"content\":\"" + WORD + "\\ud800"));
      refused(zoe.get(Client.CONVERSATIONS + "?page=" + WORD));
      refused(zoe.get(Client.CONVERSATIONS + "/" + WORD));
      refused(nobody.login("zoe@example.org", PASSWORD + "?"));
      refused(nobody.login(WORD + "@example.org", PASSWORD));
      refused(nobody.with(WORD + ".token").get(Client.CONVERSATIONS));
      Ears stranger = Ears.connect(nobody.with(WORD + ".token"), conversation);
      assertThat(stranger.closeCode()).isEqualTo(4001);
      program.signal("TERM");
      program.exitCode();
      Secrecy.assertKept(program, folder, WORD, PASSWORD, zoe.token());
    }
  }

  private static void refused(Client.Reply reply) {
    assertThat(reply.status()).isBetween(400, 499);
  }
}
