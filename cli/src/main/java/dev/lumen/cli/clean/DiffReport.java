package dev.lumen.cli.clean;

import dev.lumen.cleaner.CleanedTurn;
import dev.lumen.cleaner.Correction;
import dev.lumen.cleaner.TakenBack;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/** What was changed, where and why. */
final class DiffReport implements Report {
  private final PrintWriter out;
  private final Paint paint;

  DiffReport(PrintWriter out, Paint paint) {
    this.out = out;
    this.paint = paint;
  }

  @Override
  public void begin(String name) {
    out.print(paint.strong("==> " + name + " <==") + "\n\n");
  }

  @Override
  public void add(Result result) {
    CleanedTurn cleaned = result.cleaned();
    String raw = result.said().rawText();
    out.print(paint.strong(result.said().speaker()) + paint.faint(verdict(result)) + "\n");
    out.print("  " + marked(raw, cleaned) + "\n");
    cleaned.corrections().forEach(it -> out.print("    " + explained(it) + "\n"));
    TakenBack mark = result.takenBack();
    if (mark != null) {
      out.print(
          "    \"%s\" is taken back later: \"%s\"\n"
              .formatted(paint.plain(mark.claim()), paint.plain(mark.replacement())));
    }
    out.print("\n");
  }

  private static String verdict(Result result) {
    CleanedTurn cleaned = result.cleaned();
    if (cleaned.transcriptionError()) {
      return "  no speech";
    }
    return cleaned.cleaningApplied()
        ? "  %s, %s".formatted(cleaned.level().wireName(), cleaned.confidence())
        : "  unchanged";
  }

  private String marked(String raw, CleanedTurn cleaned) {
    StringBuilder text = new StringBuilder();
    int from = 0;
    for (Correction correction : cleaned.corrections()) {
      if (correction.applied()) {
        text.append(paint.plain(raw.substring(from, correction.position().start())))
            .append(correction.original().isEmpty() ? "" : paint.removed(correction.original()))
            .append(correction.corrected().isEmpty() ? "" : paint.added(correction.corrected()));
        from = correction.position().end();
      }
    }
    return text.append(paint.plain(raw.substring(from))).toString();
  }

  private String explained(Correction correction) {
    return "%-6s %s%s"
            .formatted(
                correction.confidence(),
                paint.plain(change(correction)),
                paint.faint("  " + correction.reason()))
        + (correction.applied() ? "" : " (offered, not applied)");
  }

  private static String change(Correction correction) {
    if (correction.corrected().isEmpty()) {
      return "\"" + correction.original() + "\" left out";
    }
    if (correction.original().isEmpty()) {
      return "\"" + correction.corrected() + "\" put in";
    }
    return "\"" + correction.original() + "\" → \"" + correction.corrected() + "\"";
  }

  @Override
  public boolean addBroken(@Nullable Object id, String message) {
    return false;
  }

  @Override
  public void end() {}
}
