package dev.lumen.bench.whole;

import dev.lumen.bench.Figures;
import dev.lumen.bench.Node;
import dev.lumen.bench.Part;
import dev.lumen.bench.Results;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./lumen bench turns}. */
@Command(
    name = "turns",
    mixinStandardHelpOptions = true,
    description =
        "Turns at fixed rates over 100 conversations with a socket on each: of the AI voice, of a"
            + " person, and through the queue to the frame in the client; beside bare durable"
            + " INSERTs at the same rates.")
public final class TurnsCommand extends Part {
  private static final String PART = "turns";
  private static final int WARM_UP_RATE = 300;
  private static final int CONVERSATIONS = 100;
  private static final double LIMIT = 100;

  @Option(names = "--rates", split = ",", description = "Turns a second (1,16,100,500,1000,2000).")
  private List<Integer> rates = List.of(1, 16, 100, 500, 1_000, 2_000);

  @Option(names = "--seconds", description = "For each rate, after 2 of warm-up (5).")
  private double seconds = 5;

  @Option(
      names = "--warm-up",
      description = "Seconds of talk before anything is measured: a new server compiles (48).")
  private double warmUp = 48;

  @Override
  public void measure(Results results) throws IOException, SQLException, InterruptedException {
    onServer((node, folder) -> measure(results, node, folder));
  }

  private void measure(Results results, Node node, Path folder)
      throws IOException, SQLException, InterruptedException {
    results.heading(PART, "milliseconds from when each turn was due");
    results.add(PART, "loopback echo of 300 bytes (floor)", Floor.echo(5_000), "");
    try (Floor floor = new Floor(folder);
        Talk talk = new Talk(node.port(), CONVERSATIONS)) {
      talk.realtime(WARM_UP_RATE, 0, warmUp / 2);
      talk.turns("Lumen", WARM_UP_RATE, 0, warmUp / 4);
      talk.turns("User", WARM_UP_RATE, 0, warmUp / 4);
      Stairs insert = new Stairs(results, "durable INSERT (floor)");
      Stairs lumen = new Stairs(results, "Lumen turn, HTTP");
      Stairs user = new Stairs(results, "User turn, HTTP");
      Stairs realtime = new Stairs(results, "User turn, queue to frame");
      for (int rate : rates) {
        double bare = insert.step(rate, () -> floor.inserts(rate, 2, seconds), Double.NaN);
        lumen.step(rate, () -> talk.turns("Lumen", rate, 2, seconds), bare);
        user.step(rate, () -> talk.turns("User", rate, 2, seconds), bare);
        realtime.step(rate, () -> talk.realtime(rate, 2, seconds), bare);
      }
      results.add(PART, "highest rate to the frame with p99 < 100 ms", highest(talk), "turns/s");
      results.add(PART, "server memory after all this", node.residentMegabytes(), "MB");
    }
  }

  private interface Run {
    OpenLoop.Outcome run() throws InterruptedException;
  }

  /** One kind of turn, faster and faster, until it does not keep up. */
  private static final class Stairs {
    private final Results results;
    private final String name;
    private boolean overrun;

    Stairs(Results results, String name) {
      this.results = results;
      this.name = name;
    }

    double step(int rate, Run run, double bare) throws InterruptedException {
      if (overrun) {
        return Double.NaN;
      }
      OpenLoop.Outcome outcome = run.run();
      Figures times = outcome.times();
      double median = times.percentile(0.5);
      overrun = outcome.failures() > 0 || times.percentile(0.99) > 2_000;
      String note =
          (Double.isNaN(bare) ? "" : String.format(Locale.ROOT, "%.1f x floor", median / bare))
              + (outcome.failures() > 0 ? ", " + outcome.failures() + " failed" : "")
              + (overrun ? ", not kept up" : "");
      results.add(PART, String.format(Locale.ROOT, "%s, %,d/s", name, rate), times, note);
      return median;
    }
  }

  /** Doubles until it is too much, then halves the distance three times. */
  private double highest(Talk talk) throws InterruptedException {
    int good = 0;
    int bad = 0;
    for (int rate = 250; bad == 0 && rate <= 16_000; rate *= 2) {
      if (keepsUp(talk, rate)) {
        good = rate;
      } else {
        bad = rate;
      }
    }
    for (int i = 0; i < 3 && bad > 0; i++) {
      int rate = (good + bad) / 2;
      if (keepsUp(talk, rate)) {
        good = rate;
      } else {
        bad = rate;
      }
    }
    return good;
  }

  private boolean keepsUp(Talk talk, int rate) throws InterruptedException {
    OpenLoop.Outcome outcome = talk.realtime(rate, 1, seconds);
    return outcome.failures() == 0 && outcome.times().percentile(0.99) < LIMIT;
  }
}
