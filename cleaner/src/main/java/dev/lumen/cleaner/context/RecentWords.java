package dev.lumen.cleaner.context;

import dev.lumen.cleaner.text.Word;
import java.util.AbstractSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The lower-case words of the last turns, each counted by turns, so that a turn that comes or goes
 * costs no more than its own words. A view: it changes as turns come and go.
 */
public final class RecentWords extends AbstractSet<String> {
  private final Map<String, Integer> turns = new HashMap<>();

  /** No words yet. */
  public RecentWords() {}

  /** The words of a turn, each once, punctuation included. */
  public static List<String> of(List<Word> turn) {
    Set<String> words = HashSet.newHashSet(turn.size());
    for (Word word : turn) {
      words.add(word.lower());
    }
    return List.copyOf(words);
  }

  /** A turn was said. */
  public void enter(List<String> turn) {
    for (String word : turn) {
      turns.merge(word, 1, Integer::sum);
    }
  }

  /** A turn is long past. */
  public void leave(List<String> turn) {
    for (String word : turn) {
      turns.computeIfPresent(word, (ignored, count) -> count > 1 ? count - 1 : null);
    }
  }

  @Override
  public boolean contains(Object word) {
    return turns.containsKey(word);
  }

  @Override
  public Iterator<String> iterator() {
    return Set.copyOf(turns.keySet()).iterator();
  }

  @Override
  public int size() {
    return turns.size();
  }
}
