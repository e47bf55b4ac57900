package dev.lumen.cleaner;

import dev.lumen.cleaner.context.Knowledge;
import dev.lumen.cleaner.context.KnownName;
import dev.lumen.cleaner.context.Manner;
import dev.lumen.cleaner.context.NameFinder;
import dev.lumen.cleaner.context.RecentWords;
import dev.lumen.cleaner.context.Roster;
import dev.lumen.cleaner.context.SpokenScripts;
import dev.lumen.cleaner.context.Stammer;
import dev.lumen.cleaner.context.Surroundings;
import dev.lumen.cleaner.context.Vocabulary;
import dev.lumen.cleaner.context.WritingHabit;
import dev.lumen.cleaner.text.Tokenizer;
import dev.lumen.cleaner.text.Word;
import java.lang.Character.UnicodeScript;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a conversation has taught the cleaner: names and their writing, the last cleaned turns, what
 * the talk is about.
 *
 * <p>Not thread-safe: one writer per conversation. Bounded: the window, {@value
 * dev.lumen.cleaner.context.Knowledge#MOST_NAMES} names and {@value #MOST_SHARED} shared contexts.
 * Cleaning only reads it; teach it with {@link #remember} once the result is stored.
 */
public final class ConversationMemory {
  /** How many cleaned turns are kept unless said otherwise. */
  public static final int DEFAULT_WINDOW = 10;

  private static final int MOST_SHARED = 16;
  private static final int MOST_SPEAKERS = 64;
  private static final String OTHERS = "";

  private final int window;
  private final Deque<WindowTurn> turns = new ArrayDeque<>();
  private final Set<String> shared = new LinkedHashSet<>();
  private final Knowledge knowledge;
  private final SpokenScripts scripts;
  private final Map<String, String> titles = new HashMap<>();
  private final Set<UnicodeScript> spokenScripts = new HashSet<>();
  private final RecentWords recentWords;
  private WritingHabit habit = WritingHabit.NONE;
  private final Map<String, Stammer> stammers = new HashMap<>();
  private Manner manner = Manner.NONE;
  private CleaningSettings settings = CleaningSettings.STANDARD;
  private Vocabulary vocabulary = Vocabulary.EMPTY;
  private List<String> activeContexts = List.of();
  private boolean begun;

  /** One cleaned turn of the window, and its words in lower case. */
  private record WindowTurn(String speaker, String cleanedText, List<String> words) {
    static WindowTurn of(String speaker, String cleanedText, List<Word> words) {
      return new WindowTurn(speaker, cleanedText, RecentWords.of(words));
    }

    boolean is(String who, String text) {
      return speaker.equals(who) && cleanedText.equals(text);
    }
  }

  /** An empty memory with the default window. */
  public ConversationMemory() {
    this(DEFAULT_WINDOW);
  }

  /**
   * An empty memory.
   *
   * @param window how many cleaned turns to keep; 0 keeps no text at all, learnt names stay
   */
  public ConversationMemory(int window) {
    if (window < 0) {
      throw new IllegalArgumentException(
          "a window of " + window + " turns cannot be kept; give 0 or more");
    }
    this.window = window;
    this.knowledge = new Knowledge();
    this.recentWords = new RecentWords();
    this.scripts = new SpokenScripts();
  }

  private ConversationMemory(ConversationMemory other, Knowledge knowledge) {
    this.window = other.window;
    this.knowledge = knowledge;
    this.scripts = other.scripts;
    this.turns.addAll(other.turns);
    this.shared.addAll(other.shared);
    this.recentWords = other.recentWords;
    this.settings = other.settings;
    this.vocabulary = other.vocabulary;
    this.activeContexts = other.activeContexts;
    this.begun = other.begun;
  }

  /**
   * For reading alone: the same memory without the names that only people said, save some. A name
   * as it was misheard must not stand in the way of its own correction.
   */
  ConversationMemory withoutHearsay(List<KnownName> but) {
    return new ConversationMemory(this, knowledge.withoutHearsay(but));
  }

  /** How the turns of this conversation are cleaned from now on. */
  public void use(CleaningSettings newSettings) {
    this.settings = newSettings;
  }

  /**
   * Takes the vocabulary of the account and the conversation in, in place of the one before. Its
   * terms are names like those that the AI voice has used; what was learnt from an earlier one
   * stays known.
   */
  public void use(Collection<VocabularyTerm> terms) {
    this.vocabulary = new Vocabulary(terms);
    List<KnownName> names = new ArrayList<>();
    for (VocabularyTerm term : terms) {
      List<String> parts =
          Tokenizer.tokenize(term.term()).stream().filter(Word::isSpoken).map(Word::lower).toList();
      if (!term.neverChange() && !parts.isEmpty()) {
        names.add(new KnownName(term.term(), parts, true));
      }
    }
    knowledge.learnTerms(names);
  }

  /** How the turns of this conversation are cleaned. */
  public CleaningSettings settings() {
    return settings;
  }

  /**
   * Learns from the stored context of the conversation: people, firms, titles, terms.
   *
   * @return the names that were unknown
   */
  public List<KnownName> share(String sharedContext) {
    if (!shared.add(sharedContext)) {
      return List.of();
    }
    if (shared.size() > MOST_SHARED) {
      shared.remove(shared.iterator().next());
    }
    scripts.heardFromAssistant(sharedContext);
    return knowledge.learnContext(sharedContext);
  }

  /**
   * Learns from a turn whose result has been stored.
   *
   * @return what was new, for a second look at earlier turns
   */
  public Lesson remember(Turn turn, CleanedTurn cleaned) {
    PastTurn past = PastTurn.of(turn, cleaned);
    List<KnownName> names = learn(past);
    return new Lesson(
        turn, cleaned, names.stream().filter(ConversationMemory::repairs).toList(), scripts(past));
  }

  /** Learns from a stored turn, to rebuild the memory of a conversation: oldest first. */
  public void remember(PastTurn past) {
    learn(past);
    scripts(past);
  }

  /** The names that were unknown. */
  private List<KnownName> learn(PastTurn past) {
    Turn turn = past.turn();
    begun = true;
    List<KnownName> learnt = new ArrayList<>();
    if (turn.sharedContext() != null) {
      learnt.addAll(share(turn.sharedContext()));
    }
    if (!turn.isFromAssistant()) {
      learnHabits(turn);
    }
    activeContexts = past.activeContexts();
    if (!past.cleanedText().isBlank()) {
      learnt.addAll(learnText(turn.speaker(), past));
    } else if (!turn.isFromAssistant()) {
      scripts.heardFromPerson(turn.rawText());
    }
    for (PastTurn.Mended name : past.mended()) {
      knowledge.roster().mend(letters(name.heard()), letters(name.written()));
    }
    return learnt;
  }

  /** How people talk here, and how the recogniser writes it. */
  private void learnHabits(Turn turn) {
    List<Word> heard = Tokenizer.tokenize(turn.rawText());
    habit = habit.and(WritingHabit.of(heard));
    manner = manner.and(Manner.of(heard));
    stammers.merge(tracked(turn.speaker()), Stammer.of(heard), Stammer::and);
  }

  /** Whoever comes late to a crowd is taken together with others. */
  private String tracked(String speaker) {
    boolean room = stammers.size() < MOST_SPEAKERS || stammers.containsKey(speaker);
    return room ? speaker : OTHERS;
  }

  private static String letters(String text) {
    StringBuilder letters = new StringBuilder();
    String stem = Roster.stem(text.toLowerCase(Locale.ROOT));
    stem.chars().filter(Character::isLetterOrDigit).forEach(c -> letters.append((char) c));
    return letters.toString();
  }

  /** The scripts of a turn that count as spoken here from now on. */
  private Set<UnicodeScript> scripts(PastTurn past) {
    if (past.transcriptionError()) {
      return Set.of();
    }
    Set<UnicodeScript> spoken = new HashSet<>(scripts.spokenWith(past.turn().rawText()));
    spoken.removeAll(spokenScripts);
    spokenScripts.addAll(spoken);
    return spoken;
  }

  /** A single word of hearsay is no ground to look at earlier turns again. */
  private static boolean repairs(KnownName name) {
    return name.trusted() || name.parts().size() > 1;
  }

  private List<KnownName> learnText(String speaker, PastTurn past) {
    String cleanedText = past.cleanedText();
    boolean assistant = past.turn().isFromAssistant();
    if (assistant) {
      scripts.heardFromAssistant(cleanedText);
    } else {
      scripts.heardFromPerson(cleanedText);
    }
    List<Word> words = Tokenizer.tokenize(cleanedText);
    List<KnownName> names = NameFinder.names(words, assistant);
    if (past.selfCorrection() && names.stream().anyMatch(ConversationMemory::isTitle)) {
      withdrawTitle(speaker);
    }
    rememberTitle(speaker, names);
    keep(WindowTurn.of(speaker, cleanedText, words));
    return knowledge.learnTurn(names, spoken(words), assistant);
  }

  /** A turn of the window reads differently now: a revision, or the decision of a person. */
  public void reword(String speaker, String before, String after) {
    List<WindowTurn> kept = new ArrayList<>(turns);
    for (int i = kept.size() - 1; i >= 0; i--) {
      if (kept.get(i).is(speaker, before)) {
        WindowTurn reworded = WindowTurn.of(speaker, after, Tokenizer.tokenize(after));
        recentWords.leave(kept.set(i, reworded).words());
        recentWords.enter(reworded.words());
        turns.clear();
        turns.addAll(kept);
        return;
      }
    }
  }

  private static List<String> spoken(List<Word> words) {
    List<String> spoken = new ArrayList<>(words.size());
    for (Word word : words) {
      if (word.isSpoken()) {
        spoken.add(word.lower());
      }
    }
    return spoken;
  }

  private void keep(WindowTurn turn) {
    turns.addLast(turn);
    recentWords.enter(turn.words());
    while (turns.size() > window) {
      recentWords.leave(turns.removeFirst().words());
    }
  }

  private void rememberTitle(String speaker, List<KnownName> names) {
    for (KnownName name : names) {
      if (!name.trusted() && isTitle(name)) {
        titles.put(speaker, name.key());
      }
    }
  }

  private static boolean isTitle(KnownName name) {
    return name.parts().contains("of");
  }

  /** What the speaker claimed to be is no longer taught, unless the AI voice said so too. */
  private void withdrawTitle(String speaker) {
    String title = titles.remove(speaker);
    KnownName name = title == null ? null : knowledge.find(title);
    if (name != null && !name.trusted()) {
      knowledge.forget(name.key());
    }
  }

  /** Every context the conversation is in, leading one first. */
  public List<String> activeContexts() {
    return activeContexts;
  }

  /** How many cleaned turns are kept at most. */
  public int window() {
    return window;
  }

  /** What stands around a turn, with what its own shared context adds. */
  Surroundings around(Turn turn) {
    String own = turn.sharedContext();
    Knowledge known = own == null || shared.contains(own) ? knowledge : knowledge.with(own);
    return new Surroundings(
        known,
        recentWords,
        scripts.spokenWith(turn.rawText()),
        vocabulary,
        habit,
        manner,
        stammers.getOrDefault(tracked(turn.speaker()), Stammer.NONE),
        begun,
        turns.isEmpty() ? List.of() : turns.getLast().words());
  }
}
