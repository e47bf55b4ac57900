package dev.lumen.cleaner.misheard;

import dev.lumen.cleaner.context.Roster;
import dev.lumen.cleaner.context.RosterEntry;
import dev.lumen.cleaner.context.RosterForm;
import dev.lumen.cleaner.phonetic.Pronunciation;
import dev.lumen.cleaner.phonetic.SoundDistance;
import dev.lumen.cleaner.phonetic.SoundIndex;
import dev.lumen.cleaner.text.Word;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the names of a roster that may have been misheard in a turn. */
public final class NameSpotter {
  private static final int LONGEST = 4;
  private static final int LEAST_SOUNDS = 2;
  private static final double FARTHEST = 0.34;
  private static final double FARTHEST_SHORT = 0.26;
  private static final double FARTHEST_BESIDE = 0.45;
  private static final int SHORT = 5;
  private static final double LOST_ENDING = 0.04;
  private static final double EDGE = 0.4;
  private static final double SLACK = 0.1;

  private final Roster roster;
  private final SpokenLine line;
  private final boolean[] known;
  private final HeardWords heardWords;
  private final Evidence evidence;
  private final OtherHalves otherHalves;

  /** A spotter for one turn. */
  public NameSpotter(Roster roster, List<Word> words) {
    this.roster = roster;
    this.line = new SpokenLine(words);
    this.known = known();
    this.heardWords = new HeardWords(line, words);
    this.otherHalves = new OtherHalves(roster, line);
    this.evidence = new Evidence(roster, line, heardWords);
  }

  /** Which words are part of a name that stands there rightly written. */
  private boolean[] known() {
    boolean[] stands = new boolean[line.size()];
    for (int i = 0; i < line.size(); i++) {
      for (RosterForm form : roster.starting(line.lower(i))) {
        if (!form.entry().doubtful() && Roster.stands(form, line.lower(), i)) {
          Arrays.fill(stands, i, i + form.lower().size(), true);
        }
      }
      int print = 0;
      for (int to = i + 1; to <= Math.min(line.size(), i + LONGEST); to++) {
        print = line.print(print, to - 1);
        if (roster.maySpell(print) && roster.spelled(line.letters(i, to)) != null) {
          Arrays.fill(stands, i, to, true);
        }
      }
    }
    return stands;
  }

  /**
   * A name with the same letters that are cut into other words: "bell tower estates".
   *
   * @param from a spoken word, counted without punctuation
   */
  public @Nullable Respelled respelled(int from) {
    int print = 0;
    Respelled longest = null;
    for (int to = from + 1; to <= Math.min(line.size(), from + LONGEST); to++) {
      if (line.isCut(from, to) || line.lower(to - 1).endsWith("-")) {
        break;
      }
      print = line.print(print, to - 1);
      RosterForm form = roster.maySpell(print) ? roster.spelled(line.letters(from, to)) : null;
      boolean cutOtherwise = form != null && form.lower().size() != to - from;
      boolean camel = to - from == 1 && line.word(from).isCapitalised();
      if (form != null && cutOtherwise && !camel && meansName(from, to, form)) {
        String ending = line.lower(to - 1).endsWith("'s") ? "'s" : "";
        longest =
            new Respelled(
                line.place(from), line.place(to - 1) + 1, to - from, form.written() + ending);
      }
    }
    return longest;
  }

  private boolean meansName(int from, int to, RosterForm form) {
    boolean piece = form.part() == RosterForm.Part.PIECE;
    return heardWords.saysMore(from, to) && !(piece && heardWords.saysItself(from, to, form));
  }

  /** How many words are spoken. */
  public int size() {
    return line.size();
  }

  /**
   * A name with the same letters.
   *
   * @param from index of its first word in the turn, punctuation counted
   * @param to index after the last word
   * @param words how many words
   * @param written how it is written
   */
  public record Respelled(int from, int to, int words, String written) {}

  /** All candidates, overlapping, in the order of their places. */
  public List<Candidate> candidates() {
    Map<RosterForm, List<Near>> byForm = new LinkedHashMap<>();
    Map<Integer, List<Near>> bySpan = new HashMap<>();
    if (roster.size() > 0) {
      for (int from = 0; from < line.size(); from++) {
        for (int to = from + 1; to <= Math.min(line.size(), from + LONGEST); to++) {
          if (known[to - 1] || heardWords.isBroken(from, to)) {
            break;
          }
          if (heardWords.mayHideName(from, to)) {
            List<Near> near = near(from, to);
            bySpan.put(from * LONGEST + to - from, near);
            near.forEach(n -> byForm.computeIfAbsent(n.form(), f -> new ArrayList<>()).add(n));
          }
        }
      }
    }
    List<Candidate> all = new ArrayList<>();
    for (List<Near> spans : byForm.values()) {
      for (Near near : bestSpans(spans)) {
        List<Near> rivals = bySpan.get(near.from() * LONGEST + near.to() - near.from());
        all.add(candidate(near, rivals == null ? List.of() : rivals));
      }
    }
    return all;
  }

  /** A form at a distance from what was heard. */
  record Near(int from, int to, RosterForm form, double distance, double cost, String ending) {}

  /** The spans of a form that overlap no better one. */
  private List<Near> bestSpans(List<Near> spans) {
    spans.sort(Comparator.comparingDouble(this::burden));
    List<Near> best = new ArrayList<>();
    for (Near near : spans) {
      if (best.stream().noneMatch(b -> near.from() < b.to() && b.from() < near.to())) {
        best.add(near);
      }
    }
    return best;
  }

  /** The cost of the sounds, and of swallowing words that hardly belong to a name. */
  private double burden(Near near) {
    double edges = heardWords.isEveryday(near.from()) ? EDGE : 0;
    boolean last = near.to() - near.from() > 1 && heardWords.isEveryday(near.to() - 1);
    return near.cost() + edges + (last ? EDGE : 0);
  }

  private Candidate candidate(Near near, List<Near> rivals) {
    return new Candidate(
        line.place(near.from()),
        line.place(near.to() - 1) + 1,
        near.form(),
        written(near) + near.ending(),
        evidence.features(near, rivals));
  }

  /** As the roster has it, but whoever was called "Steve Rash" is Steve Rasche, not Steven. */
  private String written(Near near) {
    List<String> words = near.form().words();
    boolean person = near.form().entry().kind() == RosterEntry.Kind.PERSON;
    if (!person
        || near.to() - near.from() != words.size()
        || words.size() < 2
        || !heardWords.isShortFor(near.from(), near.form().lower().getFirst())) {
      return near.form().written();
    }
    int length = line.stem(near.from()).length();
    String first = words.getFirst().substring(0, length);
    return first + " " + String.join(" ", words.subList(1, words.size()));
  }

  private List<Near> near(int from, int to) {
    String heard = line.sounds(from, to);
    if (heard.length() < LEAST_SOUNDS) {
      return List.of();
    }
    Map<RosterForm, Near> near = new LinkedHashMap<>();
    char last = heard.charAt(heard.length() - 1);
    if (line.lower(to - 1).endsWith("'s")) {
      collect(from, to, heard, "'s", 0, near);
      collect(from, to, heard + "z", "", 0, near);
    } else {
      collect(from, to, heard, "", 0, near);
      if ((last == 's' || last == 'z') && heard.length() > LEAST_SOUNDS) {
        String ending = heardWords.takesPossessive(to) ? "'s" : "";
        collect(from, to, heard.substring(0, heard.length() - 1), ending, LOST_ENDING, near);
      }
    }
    addOtherHalves(from, to, heard, near);
    return new ArrayList<>(near.values());
  }

  /** Beside "Scott" the last name of a Scott is looked for, even if it sounds rather different. */
  private void addOtherHalves(int from, int to, String heard, Map<RosterForm, Near> near) {
    for (RosterForm form : otherHalves.expected(from, to)) {
      boolean nickname = form.part() == RosterForm.Part.FIRST && heardWords.isUsualName(from, to);
      if (!near.containsKey(form) && !nickname && evidence.isPlausible(from, to, form)) {
        double distance = FARTHEST_BESIDE + 1;
        int length = heard.length();
        for (String reading : form.readings()) {
          double other = SoundDistance.between(heard, reading, FARTHEST_BESIDE);
          if (other < distance) {
            distance = other;
            length = Math.max(heard.length(), reading.length());
          }
        }
        if (distance <= FARTHEST_BESIDE) {
          String ending = line.lower(to - 1).endsWith("'s") ? "'s" : "";
          near.put(form, new Near(from, to, form, distance, distance * length, ending));
        }
      }
    }
  }

  private void collect(
      int from, int to, String heard, String ending, double penalty, Map<RosterForm, Near> near) {
    double farthest = heard.length() <= SHORT ? FARTHEST_SHORT : FARTHEST;
    for (SoundIndex.Match<RosterForm> match : roster.soundingLike(heard, farthest)) {
      RosterForm form = match.value();
      Near other = near.get(form);
      double distance = match.distance() + penalty;
      if ((other == null || other.distance() > distance)
          && line.digits(from, to).equals(form.digits())
          && evidence.isPlausible(from, to, form)) {
        double cost = match.distance() * Math.max(heard.length(), match.length()) + 5 * penalty;
        double rest = restDistance(from, to, form);
        if (rest <= farthest + SLACK) {
          double least = Math.max(distance, rest);
          near.put(form, new Near(from, to, form, least, cost, end(form, ending, penalty)));
        }
      }
    }
  }

  /** An abbreviation that lost an s was rather plural. */
  private static String end(RosterForm form, String ending, double penalty) {
    boolean plural = penalty > 0 && form.isAbbreviation();
    return plural ? "s" : ending;
  }

  /**
   * How far the sounds are apart without the words that both have at the same edge: "healthcare
   * sector" is no "Healthcare Realty" for the sake of its first word.
   */
  private double restDistance(int from, int to, RosterForm form) {
    List<String> words = form.lower();
    if (words.size() < 2) {
      return 0;
    }
    int start = 0;
    while (start < Math.min(to - from, words.size())
        && line.stem(from + start).equals(words.get(start))) {
      start++;
    }
    int end = 0;
    while (end < Math.min(to - from, words.size()) - start
        && line.stem(to - 1 - end).equals(words.get(words.size() - 1 - end))) {
      end++;
    }
    if (start + end == 0) {
      return 0;
    }
    if (start + end >= to - from || start + end >= words.size()) {
      return 1;
    }
    String heard = line.sounds(from + start, to - end);
    String said = Pronunciation.of(form.words().subList(start, words.size() - end));
    return SoundDistance.between(heard, said);
  }
}
