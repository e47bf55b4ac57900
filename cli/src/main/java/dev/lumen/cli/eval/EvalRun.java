package dev.lumen.cli.eval;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lumen.cleaner.Cleaner;
import dev.lumen.cli.Shell;
import dev.lumen.server.api.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One run of {@code ./lumen eval} over its sets. */
public final class EvalRun {
  private final Shell shell;
  private final PrintStream out;
  private final @Nullable Path file;
  private final int failures;
  private final ObjectNode figures;
  private boolean failed;

  /**
   * A run.
   *
   * @param file where the figures are kept, or null; what stands there is shown beside the new ones
   * @param failures how many examples of each kind of failure are shown
   */
  public EvalRun(Shell shell, @Nullable Path file, int failures) {
    this.shell = shell;
    this.out = shell.printer();
    this.file = file;
    this.failures = failures;
    this.figures = kept(file);
  }

  private static ObjectNode kept(@Nullable Path file) {
    try {
      if (file != null && Json.tree(Files.readString(file)) instanceof ObjectNode kept) {
        return kept;
      }
    } catch (IOException | RuntimeException e) {
      // No earlier run that could be read: this one is the first.
    }
    return Json.mapper().createObjectNode();
  }

  /**
   * Measures each set and shows its figures.
   *
   * @return 0, or 1 when a set could not be read or the figures not be kept
   */
  public int run(List<String> sets) {
    for (String name : sets) {
      try {
        EvalSet set = EvalSet.read(Path.of(name));
        SetScore score = set.score(Cleaner.standard());
        show(set, score);
        figures.set(set.name(), json(score));
      } catch (NoSuchFileException e) {
        fail(name, "there is no such file.");
      } catch (IOException | EvalSet.BrokenSet | java.nio.file.InvalidPathException e) {
        fail(name, "it is no set that can be read (" + e.getMessage() + ").");
      }
    }
    keep();
    out.flush();
    return failed ? 1 : 0;
  }

  private void fail(String name, String message) {
    failed = true;
    out.flush();
    shell.err().println("lumen eval: " + name + ": " + message);
  }

  private void show(EvalSet set, SetScore score) {
    out.printf(
        Locale.ROOT,
        "== %s / %s (%d turns)%n",
        set.name(),
        set.kind().wireName(),
        set.rows().size());
    JsonNode before = figures.path(set.name()).path("slices").path("all").path("metrics");
    if (before.isObject()) {
      out.printf(Locale.ROOT, "  %-40s %10s %10s %10s%n", "", "now", "before", "change");
    }
    score.metrics().forEach((name, figure) -> show(name, figure, before.path(name)));
    for (Map.Entry<String, List<String>> kind : score.failures().entrySet()) {
      if (failures > 0) {
        out.printf(Locale.ROOT, "  -- %s: %d%n", kind.getKey(), kind.getValue().size());
        kind.getValue().stream().sorted().limit(failures).forEach(it -> out.println("     " + it));
      }
    }
    out.flush();
  }

  private void show(String name, double figure, JsonNode before) {
    String now = number(figure);
    if (before.isNumber()) {
      String change = String.format(Locale.ROOT, "%+.4f", figure - before.asDouble());
      out.printf(
          Locale.ROOT, "  %-40s %10s %10s %10s%n", name, now, number(before.asDouble()), change);
    } else {
      out.printf(Locale.ROOT, "  %-40s %10s%n", name, now);
    }
  }

  private static String number(double figure) {
    return figure == Math.rint(figure) && Math.abs(figure) > 1
        ? Long.toString((long) figure)
        : String.format(Locale.ROOT, "%.4f", figure);
  }

  private static ObjectNode json(SetScore score) {
    ObjectNode slices = Json.mapper().createObjectNode();
    score.slices().forEach((name, metrics) -> slices.putObject(name).putPOJO("metrics", metrics));
    ObjectNode set = Json.mapper().createObjectNode().put("kind", score.kind().wireName());
    set.set("slices", slices);
    return set;
  }

  private void keep() {
    if (file == null) {
      return;
    }
    try {
      Files.write(file, Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(figures));
    } catch (IOException e) {
      fail(file.toString(), "the figures cannot be kept there.");
    }
  }
}
