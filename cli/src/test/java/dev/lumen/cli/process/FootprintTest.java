package dev.lumen.cli.process;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processor time, not elapsed time, so that other work on the machine fails nothing. After its
 * start Java compiles what is used often: what counts is how it is once that has come to rest,
 * which has to be within a while.
 */
@DisplayName("What a server takes of the machine, with the flags of ./lumen serve")
class FootprintTest {
  private static final int MOST_MEGABYTES = 512;
  private static final double MOST_IDLE = 0.05;
  private static final double MOST_AT_WORK = 0.5;
  private static final int CONVERSATIONS = 10;
  private static final int SOCKETS = 100;
  private static final int TURNS = 300;

  /** Whatever comes to rest does so within that many looks. */
  private static final int LOOKS = 12;

  private static final int TURNS_A_SECOND = 10;

  /** In seconds: what is done now and then is in each of them. */
  private static final int IDLE_LOOK = 2;

  @TempDir private static Path folder;
  private static Program program;
  private static Client client;
  private static Footprint footprint;
  private static ScheduledExecutorService clock;

  @BeforeAll
  static void start() {
    program = Program.serveAsLaunched(DataFolders.copyTo(folder));
    client = Client.administratorOf(program.ready());
    footprint = Footprint.of(program);
    clock = Executors.newSingleThreadScheduledExecutor();
  }

  @AfterAll
  static void stop() {
    clock.shutdownNow();
    program.close();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  @DisplayName("P-74: 512 MB at most after hundreds of turns, with a hundred sockets open")
  void memory() throws IOException {
    List<Ears> ears = new ArrayList<>();
    for (int i = 0; i < CONVERSATIONS; i++) {
      String conversation = client.newConversation("Heard by several");
      List<Ears> these = new ArrayList<>();
      for (int j = 0; j < SOCKETS / CONVERSATIONS; j++) {
        these.add(Ears.follow(client, conversation, 0));
      }
      for (int j = 0; j < TURNS / CONVERSATIONS; j++) {
        say(conversation, j);
      }
      Ears late = Ears.follow(client, conversation, 0);
      long last = late.lastSeq();
      these.add(late);
      these.forEach(ear -> ear.await(frame -> frame.path("seq").asLong() == last));
      ears.addAll(these);
    }
    long megabytes = footprint.residentMegabytes();
    System.out.println("Resident: " + megabytes + " MB");
    ears.forEach(Ears::leave);
    assertThat(megabytes).isPositive().isLessThanOrEqualTo(MOST_MEGABYTES);
  }

  @Test
  @DisplayName("P-75: idle, 5 % of a processor at most, PostgreSQL's processes included")
  void idle() throws Exception {
    settlesBelow(
        MOST_IDLE,
        () -> {
          Map<Long, Duration> before = footprint.processorTimes();
          long from = System.nanoTime();
          return clock
              .schedule(() -> share(before, System.nanoTime() - from), IDLE_LOOK, SECONDS)
              .get();
        });
  }

  @Test
  @DisplayName("P-76: at 10 turns a second, half of the processors at most, PostgreSQL included")
  void atWork() throws Exception {
    String conversation = client.newConversation("At work");
    int processors = Runtime.getRuntime().availableProcessors();
    settlesBelow(
        MOST_AT_WORK,
        () -> {
          Map<Long, Duration> before = footprint.processorTimes();
          List<Future<?>> turns = new ArrayList<>();
          for (int i = 0; i < TURNS_A_SECOND; i++) {
            int number = i;
            long due = i * 1_000L / TURNS_A_SECOND;
            turns.add(clock.schedule(() -> say(conversation, number), due, MILLISECONDS));
          }
          // Where the second takes longer its turns count as said in one all the same.
          double share = clock.schedule(() -> share(before, SECONDS.toNanos(1)), 1, SECONDS).get();
          for (Future<?> turn : turns) {
            turn.get();
          }
          return share / processors;
        });
  }

  private static int say(String conversation, int number) throws IOException {
    String text = "um we have number %d and seventy five employees on book ads".formatted(number);
    int status = client.say(conversation, false, text).status();
    assertThat(status).isEqualTo(200);
    return status;
  }

  private static double share(Map<Long, Duration> before, long nanos) {
    return footprint.usedSince(before).toNanos() / (double) nanos;
  }

  /** Looks until two in a row are within the bound. */
  private static void settlesBelow(double bound, Callable<Double> look) throws Exception {
    List<String> seen = new ArrayList<>();
    int within = 0;
    for (int i = 0; i < LOOKS && within < 2; i++) {
      double share = look.call();
      seen.add(String.format(Locale.ROOT, "%.1f %%", share * 100));
      within = share <= bound ? within + 1 : 0;
    }
    System.out.println("Of the processor, look by look: " + seen);
    assertThat(within).as("shares of the processor: %s", seen).isEqualTo(2);
  }
}
