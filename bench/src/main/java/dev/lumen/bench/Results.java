package dev.lumen.bench;

import dev.lumen.server.api.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was measured, printed as it comes, and kept for a file. */
public final class Results {
  private static final String FORM = "  %-60s %9s %9s %9s %9s %8s  %s%n";

  private final PrintStream out = System.out;
  private final List<Row> rows = new ArrayList<>();

  /**
   * One figure with its spread.
   *
   * @param part as {@code turns}
   * @param name what was measured
   * @param unit of the numbers, as {@code ms}
   * @param count how many measurements
   * @param note what else is to be known
   */
  public record Row(
      String part,
      String name,
      String unit,
      double p50,
      double p90,
      double p99,
      double max,
      int count,
      String note) {}

  /** Says what follows. */
  public void heading(String part, String about) throws IOException {
    out.printf(Locale.ROOT, "%n%s: %s (%s)%n", part, about, Figures.load());
    out.printf(Locale.ROOT, FORM, "", "p50", "p90", "p99", "max", "count", "");
  }

  /** Times that were measured. */
  public void add(String part, String name, Figures figures, String note) {
    add(
        new Row(
            part,
            name,
            "ms",
            figures.percentile(0.5),
            figures.percentile(0.9),
            figures.percentile(0.99),
            figures.percentile(1),
            figures.size(),
            note));
  }

  /** A single number. */
  public void add(String part, String name, Number number, String unit) {
    double value = number.doubleValue();
    add(new Row(part, name, unit, value, value, value, value, 1, unit));
  }

  /** A figure that somebody else has reckoned. */
  public void add(Row row) {
    rows.add(row);
    out.printf(
        Locale.ROOT,
        FORM,
        row.name(),
        number(row.p50()),
        row.count() == 1 ? "" : number(row.p90()),
        row.count() == 1 ? "" : number(row.p99()),
        row.count() == 1 ? "" : number(row.max()),
        row.count(),
        row.note());
    out.flush();
  }

  private static String number(double value) {
    if (Double.isNaN(value)) {
      return "";
    }
    return String.format(Locale.ROOT, value < 1 ? "%.3f" : value < 100 ? "%.2f" : "%.0f", value);
  }

  /** Everything so far, with the machine it was measured on. */
  public void write(Path file) throws IOException {
    Map<String, Object> all =
        Map.of(
            "processors", Runtime.getRuntime().availableProcessors(),
            "java", System.getProperty("java.version"),
            "system", System.getProperty("os.name") + " " + System.getProperty("os.arch"),
            "load", Figures.load(),
            "rows", rows);
    Files.write(file, Json.text(all).getBytes(StandardCharsets.UTF_8));
  }
}
