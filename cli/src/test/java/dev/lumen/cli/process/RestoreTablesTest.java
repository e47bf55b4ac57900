package dev.lumen.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lumen.cli.Door;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("O-06, O-07, D-07: some tables come back row by row, and nothing else goes")
class RestoreTablesTest {
  @TempDir private static Path data;
  @TempDir private Path folder;

  private static Program program;
  private static Client client;

  @BeforeAll
  static void start() throws IOException {
    program = Program.serve(DataFolders.copyTo(data));
    client = Client.administratorOf(program.ready());
  }

  @AfterAll
  static void stop() {
    program.close();
  }

  private static Door lumen(String... args) {
    return Door.run("", Map.of("LUMEN_DATA_DIR", data.toString()), false, args);
  }

  private static String done(String... args) {
    Door door = lumen(args);
    assertThat(door.exitCode()).as(door.err()).isZero();
    return door.out();
  }

  private String backup(String name, String... more) {
    String file = folder.resolve(name).toString();
    done(Stream.concat(Stream.of("backup", "-o", file), Stream.of(more)).toArray(String[]::new));
    return file;
  }

  private static JsonNode conversation(String id) {
    return client.get(Client.CONVERSATIONS + "/" + id).json();
  }

  @Test
  @DisplayName("conversations alone, out of any file: their row is the backup's, their turns stay")
  void conversationsWithoutTurns() throws IOException {
    String call = client.newConversation("As it was");
    client.say(call, false, "one that the backup has");
    List<String> files =
        List.of(
            backup("whole.tar.gz"),
            backup("one.tar.gz", "--tables", "conversations", "--conversation", call),
            backup("some.tar.gz", "--tables", "conversations,conversation_counters"));
    client.say(call, false, "another that came later");
    JsonNode turns = client.turnsOf(call);
    for (String file : files) {
      client.patch(
          Client.CONVERSATIONS + "/" + call, Map.of("name", "Renamed", "status", "archived"));
      assertThat(
              done(
                  "restore",
                  file,
                  "--tables",
                  "conversations",
                  "--conversation",
                  call,
                  "--conflicts",
                  "replace"))
          .contains("Restored 1 conversations, 0 turns", "1 conversations replaced");
      assertThat(client.turnsOf(call)).hasSize(2).isEqualTo(turns);
      assertThat(conversation(call).path("turns_count").asInt()).as(file).isEqualTo(2);
      assertThat(conversation(call).path("name").asText()).isEqualTo("As it was");
      assertThat(conversation(call).path("status").asText()).isEqualTo("active");
    }
    done("restore", files.get(2), "--conflicts", "replace");
    assertThat(client.turnsOf(call)).hasSize(2);
    assertThat(conversation(call).path("turns_count").asInt()).isEqualTo(2);
    assertThat(client.say(call, false, "and on").json().path("seq").asInt()).isEqualTo(3);
  }

  @Test
  @DisplayName("conversations and turns: turns of the file come back, later ones and events stay")
  void conversationsAndTurns() throws IOException {
    String call = client.newConversation("With turns");
    client.say(call, false, "one that the backup has");
    String file = backup("both.tar.gz", "--tables", "conversations,turns");
    client.say(call, false, "another that came later");
    String events = Client.CONVERSATIONS + "/" + call + "/events?after=0";
    JsonNode told = client.get(events).json();
    done("restore", file, "--conversation", call, "--conflicts", "replace");
    assertThat(client.turnsOf(call)).hasSize(2);
    assertThat(client.get(events).json()).isEqualTo(told);

    String fresh = client.newConversation("Gone meanwhile");
    client.say(fresh, false, "one that goes and comes back");
    String gone = backup("gone.tar.gz", "--tables", "conversations,turns", "--conversation", fresh);
    assertThat(client.delete(Client.CONVERSATIONS + "/" + fresh)).isLessThan(300);
    assertThat(conversation(fresh).path("turns_count").isMissingNode()).isTrue();
    done("restore", gone);
    assertThat(client.turnsOf(fresh)).hasSize(1);
    assertThat(conversation(fresh).path("turns_count").asInt()).isEqualTo(1);
  }

  @Test
  @DisplayName("users whose address is there under another id are left out, or told of")
  void users() {
    String email = "anna@example.com";
    done("user", "add", email, "--id", UUID.randomUUID().toString());
    String file = backup("users.tar.gz", "--tables", "users,user_credentials");
    done("user", "delete", email, "--yes");
    done("user", "add", email, "--id", UUID.randomUUID().toString());
    String before = done("user", "list");
    assertThat(lumen("restore", file).err()).contains("address", "--conflicts skip");
    done("restore", file, "--conflicts", "skip");
    done("restore", file, "--conflicts", "replace");
    assertThat(done("user", "list")).isEqualTo(before);
  }
}
