package dev.lumen.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Being asked to stop")
class StopTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"TERM, 143", "INT, 130"})
  @DisplayName("O-01, W-01: a signal ends it cleanly, its database and its sockets with it")
  void endsCleanly(String signal, int exitCode) throws IOException {
    try (Program program = Program.serve(DataFolders.copyTo(folder))) {
      Client client = Client.administratorOf(program.ready());
      String conversation = client.newConversation("Call");
      Ears ears = Ears.follow(client, conversation, 0);
      client.say(conversation, true, "the last thing that was said");
      program.signal(signal);
      assertThat(ears.closeCode()).isEqualTo(1012);
      assertThat(program.exitCode()).isEqualTo(exitCode);
      assertThat(program.err()).isEmpty();
    }
    assertNothingIsLeft();
    assertThat(Files.readString(folder.resolve("postgres.log")))
        .contains("database system is shut down");
  }

  @Test
  @DisplayName("O-01: Ctrl-C in a terminal, which reaches every program in it, is no crash")
  void ctrlCReachesAll() throws IOException {
    try (Program program = Program.serve(DataFolders.copyTo(folder))) {
      Client client = Client.administratorOf(program.ready());
      String conversation = client.newConversation("Call");
      client.say(conversation, false, "this was answered");
      program.pressCtrlC();
      assertThat(program.exitCode()).isEqualTo(130);
      assertThat(program.err()).isEmpty();
      assertNothingIsLeft();
      try (Program again = Program.serve(folder)) {
        JsonNode turns = client.at(again.ready()).turnsOf(conversation);
        assertThat(turns).hasSize(1);
        assertThat(again.err()).isEmpty();
      }
    }
  }

  @Test
  @DisplayName("O-01: Ctrl-C before it is ready leaves nothing running and no stack trace")
  void ctrlCBeforeItIsReady() throws Exception {
    DataFolders.copyTo(folder);
    Path postgres = folder.resolve("postgres");
    try (WatchService watch = FileSystems.getDefault().newWatchService()) {
      postgres.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
      try (Program program = Program.serve(folder)) {
        awaitCreated(watch, "postmaster.pid");
        program.pressCtrlC();
        assertThat(program.exitCode()).isEqualTo(130);
        assertThat(program.err().lines().filter(line -> line.startsWith("\tat "))).isEmpty();
      }
    }
    assertNothingIsLeft();
  }

  private static void awaitCreated(WatchService watch, String name) throws InterruptedException {
    for (boolean found = false; !found; ) {
      WatchKey key = watch.poll(60, TimeUnit.SECONDS);
      assertThat(key).as("something appeared in the folder").isNotNull();
      found =
          key.pollEvents().stream().anyMatch(event -> String.valueOf(event.context()).equals(name));
      key.reset();
    }
  }

  private void assertNothingIsLeft() {
    assertThat(Kill.processesOf(folder)).isEmpty();
    assertThat(folder.resolve("postgres/postmaster.pid")).doesNotExist();
  }
}
