package dev.lumen.bench.realtime;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.lumen.bench.Part;
import dev.lumen.bench.Results;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./lumen bench realtime [SCENARIO…]}. */
@Command(
    name = "realtime",
    mixinStandardHelpOptions = true,
    description =
        "What subscribers are told, how late, and how many there can be. Sockets need file"
            + " descriptors: raise \"ulimit -n\" to 20000.")
public final class RealtimeCommand extends Part {
  private static final int DESCRIPTORS = 20_000;
  private static final Map<String, Scenario> SCENARIOS = new LinkedHashMap<>();

  static {
    SCENARIOS.put("live", new LiveScenario());
    SCENARIOS.put("fan", new FanScenario());
    SCENARIOS.put("supabase", new SupabaseScenario());
    SCENARIOS.put("herd", new HerdScenario());
    SCENARIOS.put("voice", new VoiceScenario());
    SCENARIOS.put("idle", new IdleScenario());
  }

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "SCENARIO",
      description = "live, fan, supabase, herd, voice or idle; without one all of them.")
  private List<String> names = new ArrayList<>();

  @Override
  public Integer call() throws IOException, SQLException, InterruptedException {
    for (String name : names) {
      if (!SCENARIOS.containsKey(name)) {
        throw wrong("There is no scenario " + name + "; there are " + SCENARIOS.keySet() + ".");
      }
    }
    lacking()
        .ifPresent(
            why -> {
              throw wrong(why);
            });
    return super.call();
  }

  private ParameterException wrong(String why) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), why);
  }

  @Override
  public void measure(Results results) throws IOException, SQLException, InterruptedException {
    Collection<String> wanted = names.isEmpty() ? SCENARIOS.keySet() : names;
    for (Map.Entry<String, Scenario> one : SCENARIOS.entrySet()) {
      if (wanted.contains(one.getKey())) {
        results.heading("realtime " + one.getKey(), "milliseconds where nothing else is said");
        one.getValue().run(results);
      }
    }
  }

  /** Without enough of them the database's connections fail too, which looks like its fault. */
  public static Optional<String> lacking() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
            && system.getMaxFileDescriptorCount() < DESCRIPTORS
        ? Optional.of(
            "This shell lets a process open %d files, and the sockets need %d: say \"ulimit -n %d\" first."
                .formatted(system.getMaxFileDescriptorCount(), DESCRIPTORS, DESCRIPTORS))
        : Optional.empty();
  }
}
