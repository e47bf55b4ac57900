package dev.lumen.cleaner;

import dev.lumen.cleaner.misheard.Candidate;
import dev.lumen.cleaner.misheard.NameModel;
import dev.lumen.cleaner.misheard.NameSpotter;
import dev.lumen.cleaner.rule.NameRule;
import dev.lumen.cleaner.rule.Passage;
import dev.lumen.cleaner.rule.Proposals;
import dev.lumen.cleaner.rule.Rule;
import dev.lumen.cleaner.rule.RuleCard;
import dev.lumen.cleaner.rule.Rules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names that may have been misheard in turns whose words are known, each judged: one is right
 * when it makes the turn's word errors fewer.
 */
final class JudgedCandidates {
  private final List<double[]> features = new ArrayList<>();
  private final List<Boolean> right = new ArrayList<>();
  private final Map<String, ConversationMemory> memories = new HashMap<>();
  private final List<Candidate> found = new ArrayList<>();
  private final List<int[]> spans = new ArrayList<>();
  private final Cleaner cleaner;

  /**
   * Candidates of turns in which names are put right by a model.
   *
   * @param model null for none: no name is put right
   */
  JudgedCandidates(@Nullable NameModel model) {
    List<Rule> rules = new ArrayList<>();
    for (Rule rule : Rules.standard()) {
      if (rule.card().id().equals("misheard.name")) {
        break; // what comes later has no say in which words stand there
      }
      rules.add(rule);
    }
    rules.add(new Collector());
    if (model != null) {
      rules.add(new NameRule(model));
    }
    cleaner = new RuleCleaner(rules);
  }

  /** Stands before the rule for names, sees what it would see, and changes nothing. */
  private final class Collector implements Rule {
    @Override
    public RuleCard card() {
      return RuleCard.words("misheard.collected", "Looks only");
    }

    @Override
    public void propose(Passage passage, Proposals proposals) {
      for (Candidate candidate :
          new NameSpotter(passage.knowledge().roster(), passage.words()).candidates()) {
        found.add(candidate);
        spans.add(
            new int[] {
              passage.at(candidate.from()).rawStart(), passage.at(candidate.to() - 1).rawEnd()
            });
      }
    }
  }

  /** Takes in the next turn of a conversation; one without a reference is heard, not judged. */
  void hear(
      String conversation,
      String speaker,
      String raw,
      @Nullable String context,
      @Nullable String reference) {
    ConversationMemory memory =
        memories.computeIfAbsent(conversation, c -> new ConversationMemory());
    if (context != null) {
      memory.share(context);
    }
    Turn turn = new Turn(speaker, raw, context, null);
    found.clear();
    spans.clear();
    memory.remember(turn, cleaner.clean(turn, memory));
    if (reference != null) {
      judge(raw, words(reference));
    }
  }

  private void judge(String raw, List<String> said) {
    String letters = String.join("", said);
    int before = -1;
    for (int i = 0; i < found.size(); i++) {
      Candidate candidate = found.get(i);
      boolean better = false;
      if (words(candidate.written()).stream().allMatch(letters::contains)) {
        before = before < 0 ? errors(said, words(raw)) : before;
        int[] span = spans.get(i);
        String after = raw.substring(0, span[0]) + candidate.written() + raw.substring(span[1]);
        better = errors(said, words(after)) < before;
      }
      features.add(candidate.features());
      right.add(better);
    }
  }

  private static List<String> words(String text) {
    String plain = text.toLowerCase(Locale.ROOT).replaceAll("['’.]", "");
    return List.of(plain.replaceAll("[^\\p{L}\\p{N}]+", " ").strip().split(" ", -1));
  }

  private static int errors(List<String> said, List<String> heard) {
    int[] row = new int[heard.size() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (String word : said) {
      int diagonal = row[0];
      row[0]++;
      for (int j = 1; j < row.length; j++) {
        int swap = diagonal + (word.equals(heard.get(j - 1)) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(swap, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[heard.size()];
  }

  /** What speaks for and against each candidate. */
  List<double[]> features() {
    return features;
  }

  /** Whether each of them is right. */
  List<Boolean> right() {
    return right;
  }
}
