package dev.lumen.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The first start and the ones after it")
class StartTest {
  @TempDir private Path folder;

  @Test
  @DisplayName("O-01, H-01: the first start says where it is ready and how to sign in")
  void saysWhereItIsAndHowToSignIn() {
    DataFolders.FirstStart first = DataFolders.first();
    assertThat(first.out())
        .containsPattern("Lumen \\S+ is ready at http://127\\.0\\.0\\.1:[1-9][0-9]*")
        .contains("/docs")
        .contains(first.folder().toString())
        .containsPattern("http://127\\.0\\.0\\.1:[0-9]+/sign-in#token=\\S{43}\n")
        .contains("The link works once");
    assertThat(first.email()).isEqualTo("admin@localhost");
    assertThat(first.err()).isEmpty();
  }

  @Test
  @DisplayName("H-01, H-21, O-04: the second start shows no link; the password set with it works")
  void theLinkIsShownOnceAndItsPasswordStaysGood() {
    try (Program again = Program.serve(DataFolders.copyTo(folder))) {
      URI server = again.ready();
      assertThat(Client.of(server).get("/health").text("/status")).isEqualTo("healthy");
      DataFolders.FirstStart first = DataFolders.first();
      assertThat(Client.of(server).login(first.email(), first.password()).status()).isEqualTo(200);
      assertThat(Client.of(server).login(first.email(), "a wrong one").status()).isEqualTo(401);
      assertThat(again.out()).doesNotContain("token=", first.password());
    }
  }

  @Test
  @DisplayName("O-01: a given administrator signs in, and what was stored outlives a restart")
  void aGivenAdministratorAndTheDataStay() {
    DataFolders.copyTo(folder);
    Map<String, String> given =
        Map.of("LUMEN_ADMIN_EMAIL", "ada@example.org", "LUMEN_ADMIN_PASSWORD", "one two three");
    String conversation;
    try (Program program = Program.serve(folder, given)) {
      Client ada = Client.of(program.ready()).signIn("ada@example.org", "one two three");
      conversation = ada.newConversation("Kept");
      assertThat(program.out()).doesNotContain("one two three");
    }
    try (Program program = Program.serve(folder)) {
      Client ada = Client.of(program.ready()).signIn("ada@example.org", "one two three");
      assertThat(ada.get(Client.CONVERSATIONS + "/" + conversation).text("/name"))
          .isEqualTo("Kept");
    }
  }

  @Test
  @DisplayName("P-71: it is ready within 5 s of a processor that nobody else uses")
  void isReadyInTime() {
    DataFolders.copyTo(folder);
    double best = Double.MAX_VALUE;
    for (int tries = 0; tries < 3 && best >= 5; tries++) {
      double before = contention();
      try (Program program = Program.serve(folder)) {
        program.ready();
        double seconds = program.age().toMillis() / 1000.0;
        best = Math.min(best, seconds / Math.max(before, contention()));
      }
    }
    assertThat(best).isLessThan(5);
  }

  /** How much longer than its work takes a thread waits for it: 1 on a machine of its own. */
  private static double contention() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long begin = System.nanoTime();
    long worked = threads.getCurrentThreadCpuTime();
    while (System.nanoTime() - begin < 200_000_000) {
      Thread.onSpinWait();
    }
    double work = threads.getCurrentThreadCpuTime() - worked;
    return Math.max(1, (System.nanoTime() - begin) / work);
  }
}
