package dev.lumen.cleaner.context;

import dev.lumen.cleaner.phonetic.Pronunciation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** One way to say an entry of the roster, and how it has been heard so far. */
public final class RosterForm {
  /** Which part of a name is said. */
  public enum Part {
    /** All of it. */
    WHOLE,
    /** A person's first name. */
    FIRST,
    /** A person's last name. */
    LAST,
    /** The first words of a thing's name, without "Holdings" and the like. */
    START,
    /** One telling word out of a longer name. */
    PIECE
  }

  private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}\\p{N}]");
  private static final Pattern NO_DIGIT = Pattern.compile("[^0-9]");

  private final RosterEntry entry;
  private final List<String> words;
  private final List<String> lower;
  private final String written;
  private final String letters;
  private final String digits;
  private final Part part;
  private final List<String> readings;
  private Hearing hearing = new Hearing();
  private List<RosterForm> siblings = List.of();

  /** How often any form of an entry was heard, and when last. */
  private static final class Hearing {
    int times;
    int mended;
    int lastTurn = Integer.MIN_VALUE / 2;
  }

  RosterForm(RosterEntry entry, List<String> words, Part part) {
    this.entry = entry;
    this.words = words;
    this.lower = words.stream().map(RosterForm::lower).toList();
    this.written = String.join(" ", words);
    this.letters = NO_LETTER.matcher(String.join("", lower)).replaceAll("");
    this.digits = NO_DIGIT.matcher(letters).replaceAll("");
    this.part = part;
    this.readings = readings(words);
  }

  private RosterForm(RosterForm other) {
    this.entry = other.entry;
    this.words = other.words;
    this.lower = other.lower;
    this.written = other.written;
    this.letters = other.letters;
    this.digits = other.digits;
    this.part = other.part;
    this.readings = other.readings;
  }

  /** A word of a name in lower case, without the dots of abbreviations. */
  static String lower(String word) {
    return word.toLowerCase(Locale.ROOT).replace('’', '\'').replace(".", "");
  }

  private static List<String> readings(List<String> words) {
    List<String> spoken = new ArrayList<>();
    for (String word : words) {
      spoken.add(word.equals("&") ? "and" : word.replace(".", ""));
    }
    Set<String> readings = new LinkedHashSet<>(Pronunciation.readings(spoken));
    readings.remove("");
    return List.copyOf(readings);
  }

  /** The entry that is meant. */
  public RosterEntry entry() {
    return entry;
  }

  /** Which part of the name it is. */
  public Part part() {
    return part;
  }

  /** As it is written. */
  public String written() {
    return written;
  }

  /** Its words as they are written. */
  public List<String> words() {
    return words;
  }

  /** Its words in lower case. */
  public List<String> lower() {
    return lower;
  }

  /** Its letters and digits in lower case, without gaps. */
  public String letters() {
    return letters;
  }

  /** Its digits without gaps, mostly none. */
  public String digits() {
    return digits;
  }

  /** Whether it is one word of capitals and digits. */
  public boolean isAbbreviation() {
    return words.size() == 1 && words.getFirst().chars().noneMatch(Character::isLowerCase);
  }

  /** How it can sound. */
  public List<String> readings() {
    return readings;
  }

  /** How often any form of the entry was heard rightly so far. */
  public int heard() {
    return Math.max(0, hearing.times - hearing.mended);
  }

  /** How often any form of the entry was put in the place of what was heard so far. */
  public int mended() {
    return hearing.mended;
  }

  /** The number of the turn in which the entry was heard last, far below zero when never. */
  public int lastHeard() {
    return hearing.lastTurn;
  }

  void hear(int turn) {
    hearing.times++;
    hearing.lastTurn = turn;
  }

  void mend() {
    hearing.mended++;
  }

  void joins(List<RosterForm> ways) {
    siblings = ways;
    hearing = ways.getFirst().hearing;
  }

  /** All forms of the same entry. */
  public List<RosterForm> siblings() {
    return siblings;
  }

  /** The same way to say the same entry, not heard so far. */
  RosterForm copy() {
    return new RosterForm(this);
  }

  /** Lets a copy have been heard as often as this, from where on it goes its own way. */
  void copyHearing(RosterForm copy) {
    copy.hearing.times = hearing.times;
    copy.hearing.mended = hearing.mended;
    copy.hearing.lastTurn = hearing.lastTurn;
  }
}
