package dev.lumen.server.analytics;

import dev.lumen.cleaner.context.KnownName;
import dev.lumen.cleaner.context.NameFinder;
import dev.lumen.server.vocabulary.NewTerm;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * A word that the vocabulary of the account might have.
 *
 * @param term as it is to be written
 * @param neverChange true: it was changed and people undid that; false: people confirmed or wrote
 *     it where something else was heard
 * @param soundsLike what was heard instead
 * @param evidence how often people said so
 * @param conversations in how many conversations
 * @param reason the same in a sentence
 */
record Suggestion(
    String term,
    boolean neverChange,
    List<String> soundsLike,
    int evidence,
    int conversations,
    String reason) {
  private static final int FEWEST_UNDONE = 2;

  private static final class Sum {
    private final String term;
    private int evidence;
    private final Set<String> heard = new TreeSet<>();
    private final Set<UUID> conversations = new HashSet<>();

    Sum(String term) {
      this.term = term;
    }

    void add(CorrectionFacts.Fact fact, int times) {
      evidence += times;
      conversations.add(fact.conversationId());
    }
  }

  /**
   * The best supported, first.
   *
   * @param known the terms of the account's vocabulary, in lower case
   */
  static List<Suggestion> of(CorrectionFacts facts, Set<String> known, int most) {
    Map<String, Sum> names = new TreeMap<>();
    Map<String, Sum> undone = new TreeMap<>();
    for (CorrectionFacts.Fact fact : facts.all()) {
      confirmed(fact, names);
      undone(fact, undone);
    }
    List<Suggestion> all = new ArrayList<>();
    names.values().forEach(it -> all.add(name(it)));
    undone.values().stream()
        .filter(it -> it.evidence >= FEWEST_UNDONE)
        .forEach(it -> all.add(neverChange(it)));
    return all.stream()
        .filter(it -> !known.contains(it.term().toLowerCase(Locale.ROOT)))
        .sorted(
            Comparator.comparingInt(Suggestion::evidence)
                .reversed()
                .thenComparing(Suggestion::term))
        .limit(most)
        .toList();
  }

  private static void confirmed(CorrectionFacts.Fact fact, Map<String, Sum> names) {
    String written = fact.written();
    boolean misheard = fact.rule().startsWith("misheard.");
    int times = written != null ? fact.edits() + fact.tally().modified() : fact.tally().accepted();
    if (times == 0 || (written == null && !misheard)) {
      return;
    }
    String text = written == null ? fact.suggested() : written;
    for (KnownName name : NameFinder.names(text, true)) {
      String term = name.written();
      if (term.length() <= NewTerm.MAX_LENGTH) {
        Sum sum = names.computeIfAbsent(term.toLowerCase(Locale.ROOT), _ -> new Sum(term));
        sum.add(fact, times);
        String heard = fact.original().strip();
        // Only where the name is all that was put there is it known what was heard for it.
        if (term.equals(text.strip())
            && !heard.isEmpty()
            && heard.length() <= NewTerm.MAX_LENGTH
            && !heard.equalsIgnoreCase(term)) {
          sum.heard.add(heard.toLowerCase(Locale.ROOT));
        }
      }
    }
  }

  private static void undone(CorrectionFacts.Fact fact, Map<String, Sum> undone) {
    String original = fact.original().strip();
    if (fact.tally().rejected() > 0
        && !original.isEmpty()
        && original.length() <= NewTerm.MAX_LENGTH
        && Character.isLetterOrDigit(original.charAt(0))
        && !fact.suggested().isBlank()) {
      undone
          .computeIfAbsent(original.toLowerCase(Locale.ROOT), _ -> new Sum(original))
          .add(fact, fact.tally().rejected());
    }
  }

  private static Suggestion name(Sum sum) {
    String heard =
        sum.heard.isEmpty()
            ? ""
            : " where \u201c" + sum.heard.iterator().next() + "\u201d was heard";
    return suggestion(sum, false, "People wrote or confirmed it" + heard + ".");
  }

  private static Suggestion neverChange(Sum sum) {
    return suggestion(sum, true, "It was corrected, and people took that back.");
  }

  private static Suggestion suggestion(Sum sum, boolean neverChange, String reason) {
    List<String> heard = sum.heard.stream().limit(NewTerm.MAX_SOUNDS).toList();
    return new Suggestion(
        sum.term, neverChange, heard, sum.evidence, sum.conversations.size(), reason);
  }
}
