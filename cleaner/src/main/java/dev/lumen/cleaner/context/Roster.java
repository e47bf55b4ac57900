package dev.lumen.cleaner.context;

import dev.lumen.cleaner.lexicon.CommonWords;
import dev.lumen.cleaner.phonetic.SoundIndex;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Who and what could be named in a conversation: from the shared context and from what the AI voice
 * said. Bounded: the oldest entries are forgotten first.
 */
public final class Roster {
  /** How many entries are kept. */
  public static final int MOST_ENTRIES = 200;

  /** How many uncommon words are counted. */
  public static final int MOST_STRANGERS = 400;

  private static final int PRINTS = 1 << 13;

  private final LinkedHashMap<String, RosterEntry> entries = new LinkedHashMap<>();
  private final Map<String, List<RosterForm>> byFirstWord = new HashMap<>();
  private final Map<String, Integer> detailCounts = new HashMap<>();
  private final List<RosterForm> forms = new ArrayList<>();
  private final SoundIndex<RosterForm> sounds = new SoundIndex<>();
  private final Map<String, RosterForm> byLetters = new HashMap<>();
  private final Set<String> doubted = new HashSet<>();
  private final BitSet prints = new BitSet(PRINTS);
  private final Map<String, Integer> strangers = new LinkedHashMap<>();
  private final Map<String, Integer> mended = new LinkedHashMap<>();
  private int turns;
  private int heardRightly;
  private int mendedNames;

  /** Nobody and nothing. */
  public Roster() {}

  /** A copy that goes its own way from here. */
  public Roster(Roster other) {
    turns = other.turns;
    strangers.putAll(other.strangers);
    mended.putAll(other.mended);
    heardRightly = other.heardRightly;
    mendedNames = other.mendedNames;
    int next = 0; // the forms lie in the order of their entries
    for (Map.Entry<String, RosterEntry> entry : other.entries.entrySet()) {
      List<RosterForm> ways = other.forms.get(next).siblings();
      put(entry.getKey(), entry.getValue(), ways.stream().map(RosterForm::copy).toList());
      ways.getFirst().copyHearing(forms.get(next));
      next += ways.size();
    }
  }

  /** Takes entries in; one that is known already is not replaced, but no longer doubted. */
  public void enter(Collection<RosterEntry> more) {
    more.forEach(this::enter);
  }

  private void enter(RosterEntry entry) {
    String key = entry.key();
    RosterEntry known = entries.get(key);
    if (key.isEmpty() || (known != null && !isBetter(entry, known))) {
      return;
    }
    if (known != null) {
      Set<String> details = new TreeSet<>(known.details());
      details.addAll(entry.details());
      remove(key);
      boolean doubtful = known.doubtful() && entry.doubtful();
      RosterEntry both = new RosterEntry(known.written(), kindOf(entry, known), doubtful, details);
      put(key, both, both.forms());
    } else {
      put(key, entry, entry.forms());
    }
    if (entries.size() > MOST_ENTRIES) {
      remove(entries.firstEntry().getKey());
    }
  }

  private static boolean isBetter(RosterEntry entry, RosterEntry known) {
    return (known.doubtful() && !entry.doubtful())
        || kindOf(entry, known) != known.kind()
        || !known.details().containsAll(entry.details());
  }

  private static RosterEntry.Kind kindOf(RosterEntry entry, RosterEntry known) {
    boolean person =
        entry.kind() == RosterEntry.Kind.PERSON || known.kind() == RosterEntry.Kind.PERSON;
    return person ? RosterEntry.Kind.PERSON : RosterEntry.Kind.THING;
  }

  private void put(String key, RosterEntry entry, List<RosterForm> ways) {
    entries.put(key, entry);
    entry.details().forEach(detail -> detailCounts.merge(detail, 1, Integer::sum));
    for (RosterForm form : ways) {
      form.joins(ways);
      if (entry.doubtful()) {
        doubted.add(form.letters());
      } else {
        byLetters.putIfAbsent(form.letters(), form);
        prints.set(form.letters().hashCode() & (PRINTS - 1));
      }
      forms.add(form);
      form.readings().forEach(reading -> sounds.add(reading, form));
      byFirstWord.computeIfAbsent(form.lower().getFirst(), first -> new ArrayList<>()).add(form);
    }
  }

  private void remove(String key) {
    RosterEntry entry = entries.remove(key);
    if (entry != null) {
      entry.details().forEach(detail -> detailCounts.merge(detail, -1, Integer::sum));
      forms.removeIf(form -> form.entry().equals(entry));
      byLetters.values().removeIf(form -> form.entry().equals(entry));
      sounds.removeIf(form -> form.entry().equals(entry));
      byFirstWord.values().forEach(list -> list.removeIf(form -> form.entry().equals(entry)));
    }
  }

  /** Takes note of the names in a turn whose result is stored, as lower-case words. */
  public void hear(List<String> lowerWords) {
    turns++;
    for (int i = 0; i < lowerWords.size(); i++) {
      countStranger(stem(lowerWords.get(i)));
      for (RosterForm form : starting(lowerWords.get(i))) {
        if (stands(form, lowerWords, i)) {
          form.hear(turns);
          heardRightly += form.entry().doubtful() ? 0 : 1;
        }
      }
    }
  }

  /**
   * Takes note of a name that was put in the place of what a recogniser wrote, once the turn that
   * has it now was heard.
   *
   * @param heard the lower-case letters of what the recogniser wrote
   * @param written the lower-case letters of the name
   */
  public void mend(String heard, String written) {
    RosterForm form = byLetters.get(written);
    if (form == null) {
      return;
    }
    form.mend();
    mendedNames++;
    mended.merge(heard + ">" + form.entry().written(), 1, Integer::sum);
    if (mended.size() > MOST_STRANGERS) {
      mended.remove(mended.keySet().iterator().next());
    }
  }

  /** How often an entry was put in the place of just these letters. */
  public int mended(String heard, RosterEntry entry) {
    return mended.isEmpty() ? 0 : mended.getOrDefault(heard + ">" + entry.written(), 0);
  }

  /** How many names were heard rightly for each that had to be mended, as a logarithm to base 2. */
  public double reliability() {
    int rightly = Math.max(0, heardRightly - mendedNames);
    return Math.log((1.0 + rightly) / (1.0 + mendedNames)) / Math.log(2);
  }

  private void countStranger(String lower) {
    if (!CommonWords.isCommon(lower) && !lower.isEmpty()) {
      strangers.merge(lower, 1, Integer::sum);
      if (strangers.size() > MOST_STRANGERS) {
        strangers.remove(strangers.keySet().iterator().next());
      }
    }
  }

  /** Whether all words of a form stand at a place, the last one perhaps with a possessive s. */
  public static boolean stands(RosterForm form, List<String> lowerWords, int at) {
    int size = form.lower().size();
    if (at + size > lowerWords.size()) {
      return false;
    }
    for (int i = 0; i < size; i++) {
      if (!stem(lowerWords.get(at + i)).equals(form.lower().get(i))) {
        return false;
      }
    }
    return true;
  }

  /** A word without a possessive s and the dots of abbreviations. */
  public static String stem(String lower) {
    String word = lower.indexOf('.') < 0 ? lower : lower.replace(".", "");
    return word.endsWith("'s") ? word.substring(0, word.length() - 2) : word;
  }

  /** The form with these letters, however they are cut into words; null for none. */
  public @Nullable RosterForm spelled(String letters) {
    return byLetters.get(letters);
  }

  /**
   * Whether some form may have letters with this hash code. Answers no for nearly all that {@link
   * #spelled} knows nothing of, before their letters are put together.
   */
  public boolean maySpell(int hashCode) {
    return prints.get(hashCode & (PRINTS - 1));
  }

  /** Whether a doubtful entry is spelled with these letters. */
  public boolean doubts(String letters) {
    return doubted.contains(letters);
  }

  /** The forms whose first word this is. */
  public List<RosterForm> starting(String lower) {
    return byFirstWord.getOrDefault(stem(lower), List.of());
  }

  /** The forms that sound about like this. */
  public List<SoundIndex.Match<RosterForm>> soundingLike(String heard, double farthest) {
    return sounds.near(heard, farthest);
  }

  /** All forms of all entries. */
  public List<RosterForm> forms() {
    return forms;
  }

  /** How many entries a detail belongs to. */
  public int entriesWith(String detail) {
    return detailCounts.getOrDefault(detail, 0);
  }

  /** How many turns were heard. */
  public int turns() {
    return turns;
  }

  /** Whether an entry is what the shared context is about: the first that it names. */
  public boolean isSubject(RosterEntry entry) {
    return !entries.isEmpty() && entries.firstEntry().getValue().equals(entry);
  }

  /** How often an uncommon word was heard so far, as far as that is remembered. */
  public int times(String lower) {
    return strangers.getOrDefault(lower, 0);
  }

  /** How many entries there are. */
  public int size() {
    return entries.size();
  }
}
