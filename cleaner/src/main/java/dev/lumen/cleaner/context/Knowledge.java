package dev.lumen.cleaner.context;

import dev.lumen.cleaner.lexicon.CommonWords;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The names that a conversation has taught, bounded: the oldest are forgotten first. */
public final class Knowledge {
  /** How many names are kept. */
  public static final int MOST_NAMES = 400;

  private final LinkedHashMap<String, KnownName> names = new LinkedHashMap<>();
  private final Map<String, Integer> firstWords = new HashMap<>();
  private final Map<String, String> parts = new HashMap<>();
  private final Roster roster;

  /** Knowing nothing. */
  public Knowledge() {
    this(new Roster());
  }

  private Knowledge(Roster roster) {
    this.roster = roster;
  }

  /** Knowing what another knows, on its own from here. */
  public Knowledge(Knowledge other) {
    roster = new Roster(other.roster);
    learn(other.names.values());
  }

  /**
   * Learns from a shared context: its names, and who and what could come up.
   *
   * @return the names that were unknown
   */
  public List<KnownName> learnContext(String context) {
    roster.enter(ContextReader.read(context));
    return learn(NameFinder.names(context, true));
  }

  /**
   * Learns from a stored turn: the names of the AI voice may come up; people's were heard.
   *
   * @return the names that were unknown
   */
  public List<KnownName> learnTurn(
      List<KnownName> names, List<String> lowerWords, boolean assistant) {
    if (assistant) {
      roster.enter(ContextReader.ofNames(names));
    }
    roster.hear(lowerWords);
    return learn(names);
  }

  /** Learns the terms of a vocabulary: names that may come up. */
  public void learnTerms(List<KnownName> terms) {
    learn(terms);
    roster.enter(ContextReader.ofNames(terms));
  }

  /** For reading alone: the same without the names that only people said, save some. */
  public Knowledge withoutHearsay(List<KnownName> but) {
    Knowledge trusted = new Knowledge(roster);
    trusted.learn(names.values().stream().filter(KnownName::trusted).toList());
    trusted.learn(but);
    return trusted;
  }

  /** Who and what could be named. */
  public Roster roster() {
    return roster;
  }

  /**
   * Takes names in. A trusted writing is never replaced by one that is not.
   *
   * @return those that were unknown, or known from hearsay alone
   */
  public List<KnownName> learn(Collection<KnownName> found) {
    List<KnownName> learnt = new ArrayList<>();
    for (KnownName name : found) {
      KnownName known = names.get(name.key());
      if (known == null || !known.trusted() || name.trusted()) {
        put(name);
        if (known == null || known.trusted() != name.trusted()) {
          learnt.add(name);
        }
      }
    }
    return learnt;
  }

  private void put(KnownName name) {
    if (names.put(name.key(), name) == null) {
      index(name);
      firstWords.merge(name.parts().getFirst(), 1, Integer::sum);
      if (names.size() > MOST_NAMES) {
        forgetOldest();
      }
    }
  }

  private void forgetOldest() {
    forget(names.keySet().iterator().next());
  }

  private void index(KnownName name) {
    List<String> written = List.of(name.written().split(" ", -1));
    if (written.size() > 1) {
      for (String part : written) {
        String lower = part.toLowerCase(Locale.ROOT);
        if (part.length() > 2 && !CommonWords.isCommon(lower) && !names.containsKey(lower)) {
          parts.putIfAbsent(lower, part);
        }
      }
    }
  }

  /** How a word that is part of a name is written, or null. */
  public @Nullable String part(String lower) {
    return parts.get(lower);
  }

  /** Takes a name out, for example a title that the speaker has withdrawn. */
  public void forget(String key) {
    KnownName name = names.remove(key);
    if (name != null) {
      name.parts().forEach(parts::remove);
      firstWords.computeIfPresent(
          name.parts().getFirst(), (first, count) -> count > 1 ? count - 1 : null);
    }
  }

  /** The name with these lower-case words, or null. */
  public @Nullable KnownName find(String key) {
    return names.get(key);
  }

  /** Whether some name starts with this lower-case word. */
  public boolean startsName(String lower) {
    return firstWords.containsKey(lower);
  }

  /** All names, oldest first. */
  public Collection<KnownName> names() {
    return Collections.unmodifiableCollection(names.values());
  }

  /** All keys in alphabetical order, for showing. */
  public Set<String> keys() {
    return new TreeSet<>(names.keySet());
  }

  /** How many names are known. */
  public int size() {
    return names.size();
  }

  /** What is known with one more context, leaving this as it is. */
  public Knowledge with(String context) {
    Knowledge both = new Knowledge(this);
    both.learnContext(context);
    return both;
  }
}
