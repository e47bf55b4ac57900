package dev.lumen.cleaner.context;

import dev.lumen.cleaner.VocabularyTerm;
import dev.lumen.cleaner.text.Proposal;
import dev.lumen.cleaner.text.Tokenizer;
import dev.lumen.cleaner.text.Word;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The words of an account and of a conversation, ready to be looked up in a turn. Immutable. */
public final class Vocabulary {
  /** No words at all. */
  public static final Vocabulary EMPTY = new Vocabulary(List.of());

  private final Map<String, List<Phrase>> soundsLike = new HashMap<>();
  private final Map<String, List<Phrase>> neverChange = new HashMap<>();

  /** Lower-case words, and what is written for them; the text itself for what never changes. */
  private record Phrase(List<String> words, String written) {}

  /** Where a phrase ends and what is written for it. */
  public record Match(int end, String written) {}

  /** The vocabulary of some terms. */
  public Vocabulary(Collection<VocabularyTerm> terms) {
    for (VocabularyTerm term : terms) {
      if (term.neverChange()) {
        add(neverChange, term.term(), term.term());
      } else {
        term.soundsLike().forEach(heard -> add(soundsLike, heard, term.term()));
      }
    }
  }

  private static void add(Map<String, List<Phrase>> phrases, String text, String written) {
    List<String> words = Tokenizer.tokenize(text).stream().map(Word::lower).toList();
    if (!words.isEmpty()) {
      phrases
          .computeIfAbsent(words.getFirst(), first -> new ArrayList<>())
          .add(new Phrase(words, written));
    }
  }

  /** The longest phrase at a word that is known to stand for a term, or null. */
  public @Nullable Match heardAt(List<Word> words, int index) {
    return longest(soundsLike, words, index);
  }

  private static @Nullable Match longest(
      Map<String, List<Phrase>> phrases, List<Word> words, int index) {
    Match best = null;
    for (Phrase phrase : phrases.getOrDefault(words.get(index).lower(), List.of())) {
      int end = index + phrase.words().size();
      boolean longer = best == null || end > best.end();
      if (longer && end <= words.size() && reads(words, index, phrase.words())) {
        best = new Match(end, phrase.written());
      }
    }
    return best;
  }

  private static boolean reads(List<Word> words, int index, List<String> phrase) {
    for (int i = 0; i < phrase.size(); i++) {
      if (!words.get(index + i).lower().equals(phrase.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** The proposals that leave alone what never changes. */
  public List<Proposal> allowed(List<Word> words, List<Proposal> proposals) {
    if (neverChange.isEmpty() || proposals.isEmpty()) {
      return proposals;
    }
    boolean[] kept = new boolean[words.size()];
    for (int i = 0; i < words.size(); i++) {
      Match match = longest(neverChange, words, i);
      for (int j = i; match != null && j < match.end(); j++) {
        kept[j] = true;
      }
    }
    return proposals.stream().filter(proposal -> !touches(proposal, kept)).toList();
  }

  private static boolean touches(Proposal proposal, boolean[] kept) {
    for (int i = proposal.from(); i < Math.min(kept.length, proposal.to()); i++) {
      if (kept[i]) {
        return true;
      }
    }
    return false;
  }
}
