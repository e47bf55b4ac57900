package dev.lumen.server.analytics;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * A correction that is made again and again, whatever its capitals.
 *
 * @param original the raw text
 * @param corrected what is put there, by the cleaner or by people
 * @param rule the rule, {@code person.edit} for people
 * @param count how often
 * @param conversations in how many conversations
 * @param accepted how often a person said that it is right
 * @param rejected how often a person undid, changed or overwrote it
 */
public record FrequentCorrection(
    String original,
    String corrected,
    String rule,
    int count,
    int conversations,
    int accepted,
    int rejected) {
  private static final List<String> TIDYING =
      List.of("filler.", "repeat.", "noise.", "punctuation.", "repair.");

  private record Key(String original, String corrected, String rule) {}

  private static final class Sum {
    private int count;
    private int accepted;
    private int rejected;
    private final Set<UUID> conversations = new HashSet<>();
  }

  /** The most frequent that put words there; fillers and punctuation are counted by rule alone. */
  static List<FrequentCorrection> of(CorrectionFacts facts, int most) {
    Map<Key, Sum> sums = new HashMap<>();
    for (CorrectionFacts.Fact fact : facts.all()) {
      String text = fact.byPerson() && fact.written() != null ? fact.written() : fact.suggested();
      if (!text.isBlank() && TIDYING.stream().noneMatch(fact.rule()::startsWith)) {
        Key key =
            new Key(fact.original().strip().toLowerCase(Locale.ROOT), text.strip(), fact.rule());
        Sum sum = sums.computeIfAbsent(key, _ -> new Sum());
        Tally tally = fact.tally();
        sum.count += tally.made() + fact.edits();
        sum.accepted += tally.accepted() + fact.edits();
        sum.rejected += tally.judged() - tally.accepted();
        sum.conversations.add(fact.conversationId());
      }
    }
    return sums.entrySet().stream()
        .map(it -> of(it.getKey(), it.getValue()))
        .sorted(
            Comparator.comparingInt(FrequentCorrection::count)
                .reversed()
                .thenComparing(FrequentCorrection::original)
                .thenComparing(FrequentCorrection::corrected))
        .limit(most)
        .toList();
  }

  private static FrequentCorrection of(Key key, Sum sum) {
    return new FrequentCorrection(
        key.original(),
        key.corrected(),
        key.rule(),
        sum.count,
        sum.conversations.size(),
        sum.accepted,
        sum.rejected);
  }
}
