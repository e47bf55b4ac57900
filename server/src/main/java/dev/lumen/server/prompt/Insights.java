package dev.lumen.server.prompt;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * What the questions of the last days say, over the conversations that the caller may see.
 *
 * @param days how many days
 * @param totals all questions together
 * @param templates the versions that were used, the most used first
 * @param refusals why edits were refused, the most frequent reason first
 * @param insights what stands out, each with the figure it rests on
 */
record Insights(
    int days,
    UsageFacts totals,
    List<OfTemplate> templates,
    Map<String, Integer> refusals,
    List<Insight> insights) {
  /** Below this nothing is concluded. */
  private static final int ENOUGH = 20;

  private static final double MANY_LATE = 0.1;
  private static final double MANY_FAILED = 0.05;
  private static final double FEW_KEPT = 0.5;
  private static final double MOSTLY_NOTHING = 0.8;

  /** A version and its figures. */
  record OfTemplate(
      UUID templateId, String name, int version, boolean isActive, UsageFacts facts) {}

  /**
   * Something that stands out.
   *
   * @param kind a word for programs
   * @param message a sentence for people
   */
  record Insight(String kind, String message) {}

  static Insights of(Handle handle, Instant now, int days) {
    UsageStore usages = new UsageStore();
    TemplateStore templates = new TemplateStore();
    Instant from = now.minus(Duration.ofDays(days));
    UsageFacts totals = usages.since(handle, from);
    List<OfTemplate> used = new ArrayList<>();
    for (UUID id : usages.templatesSince(handle, from)) {
      templates
          .find(handle, id)
          .ifPresent(
              it ->
                  used.add(
                      new OfTemplate(
                          id,
                          it.name(),
                          it.version(),
                          it.isActive(),
                          usages.ofTemplate(handle, id))));
    }
    Map<String, Integer> refusals = usages.refusalsSince(handle, from);
    return new Insights(days, totals, used, refusals, findings(totals, refusals));
  }

  private static List<Insight> findings(UsageFacts totals, Map<String, Integer> refusals) {
    if (totals.asked() < ENOUGH) {
      return List.of(
          new Insight(
              "too_few",
              "A model was asked %d times; from %d on there is something to say."
                  .formatted(totals.asked(), ENOUGH)));
    }
    List<Insight> found = new ArrayList<>();
    add(
        found,
        totals.share(Outcome.LATE) >= MANY_LATE,
        "late",
        "%s of the answers came after the deadline: a shorter template, a smaller window or a faster model would bring more of them in."
            .formatted(percent(totals.share(Outcome.LATE))));
    double broken = totals.share(Outcome.FAILED) + totals.share(Outcome.UNREADABLE);
    add(
        found,
        broken >= MANY_FAILED,
        "failing",
        "%s of the questions got no answer that could be read: see the failures of single turns in model-details."
            .formatted(percent(broken)));
    Double kept = totals.keptShare();
    if (kept != null && kept < FEW_KEPT && !refusals.isEmpty()) {
      found.add(
          new Insight(
              "refused",
              "%s of the edits were refused, most of them for %s: a template that says so more plainly would help."
                  .formatted(percent(1 - kept), refusals.keySet().iterator().next())));
    }
    add(
        found,
        totals.share(Outcome.NOTHING) >= MOSTLY_NOTHING,
        "nothing_to_do",
        "In %s of the turns the model would change nothing: asking it always costs more than it brings."
            .formatted(percent(totals.share(Outcome.NOTHING))));
    return List.copyOf(found);
  }

  private static void add(List<Insight> found, boolean holds, String kind, String message) {
    if (holds) {
      found.add(new Insight(kind, message));
    }
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }
}
