package dev.lumen.server.measure;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All targets, out of {@code targets.tsv}. */
public final class Targets {
  private static final Targets STANDARD = read();

  /** Where nothing of its own is asked of a request (P-01: everything answers within 100 ms). */
  private static final double ANY_REQUEST_MS = 100;

  private static final double ANY_QUERY_MS = 100;

  /** The same as a browser waits for it, with the way there and back (P-87). */
  private static final double ANY_REQUEST_IN_BROWSERS_MS = 1_000;

  private final List<Target> all;
  private final Map<String, Double> byOperation;

  private Targets(List<Target> all) {
    this.all = all;
    // Of several the strictest counts.
    this.byOperation =
        all.stream()
            .filter(target -> target.kind().equals("measured"))
            .collect(Collectors.toMap(Target::operation, Target::limit, Math::min));
  }

  /** The targets of this server. */
  public static Targets standard() {
    return STANDARD;
  }

  /** Every target, in the order of ids. */
  public List<Target> all() {
    return all;
  }

  /** What an operation is to take at most, in milliseconds; null when nothing was asked of it. */
  public @Nullable Double of(String operation) {
    Double own = byOperation.get(operation);
    if (own != null) {
      return own;
    }
    if (operation.startsWith("ai.")) {
      // What is asked of Gemini is asked of other providers in its place.
      return byOperation.get("ai.gemini" + operation.substring(operation.lastIndexOf('.')));
    }
    if (operation.startsWith(RouteNames.IN_BROWSERS)) {
      return RouteNames.ofServer(operation)
          .map(byOperation::get)
          .orElse(ANY_REQUEST_IN_BROWSERS_MS);
    }
    return operation.startsWith("api.")
        ? Double.valueOf(ANY_REQUEST_MS)
        : operation.startsWith("db.") ? Double.valueOf(ANY_QUERY_MS) : null;
  }

  /** Whether something is asked of an operation of this name. */
  public boolean knows(String operation) {
    return all.stream().anyMatch(target -> target.operation().equals(operation));
  }

  private static Targets read() {
    try (InputStream file =
        Objects.requireNonNull(Targets.class.getResourceAsStream("targets.tsv"))) {
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      return new Targets(
          text.lines().filter(line -> !line.startsWith("#")).map(Targets::target).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Target target(String line) {
    List<String> cells = List.of(line.split("\t", -1));
    return new Target(
        cells.get(0),
        cells.get(1),
        cells.get(2),
        Double.parseDouble(cells.get(3)),
        cells.get(4),
        cells.get(5));
  }
}
