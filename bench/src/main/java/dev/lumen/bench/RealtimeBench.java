package dev.lumen.bench;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code ./lumen bench realtime [SCENARIO…]}. */
public final class RealtimeBench {
  /** Something to measure. */
  interface Scenario {
    void run() throws IOException, InterruptedException;
  }

  private static final Map<String, Scenario> SCENARIOS = new LinkedHashMap<>();

  static {
    SCENARIOS.put("live", new LiveScenario());
    SCENARIOS.put("fan", new FanScenario());
    SCENARIOS.put("supabase", new SupabaseScenario());
    SCENARIOS.put("herd", new HerdScenario());
    SCENARIOS.put("voice", new VoiceScenario());
    SCENARIOS.put("idle", new IdleScenario());
  }

  private static final int DESCRIPTORS = 20_000;

  private RealtimeBench() {}

  /** Runs the named scenarios, or all. */
  public static void main(String[] names) throws IOException, InterruptedException {
    requireDescriptors();
    for (String name : names.length == 0 ? SCENARIOS.keySet() : List.of(names)) {
      Scenario scenario = SCENARIOS.get(name);
      if (scenario == null) {
        say("There is no scenario " + name + "; there are " + SCENARIOS.keySet() + ".");
        System.exit(2);
        return;
      }
      double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
      int processors = Runtime.getRuntime().availableProcessors();
      say("");
      say(
          "%s (load of the machine before: %.1f on %d processors)"
              .formatted(name, load, processors));
      scenario.run();
    }
    System.exit(0);
  }

  /** Without enough of them the database's connections fail too, which looks like its fault. */
  private static void requireDescriptors() {
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
        && system.getMaxFileDescriptorCount() < DESCRIPTORS) {
      say(
          "This shell lets a process open %d files, and the sockets need %d: say \"ulimit -n %d\" first."
              .formatted(system.getMaxFileDescriptorCount(), DESCRIPTORS, DESCRIPTORS));
      System.exit(2);
    }
  }

  static void say(String line) {
    System.out.println(line);
  }
}
