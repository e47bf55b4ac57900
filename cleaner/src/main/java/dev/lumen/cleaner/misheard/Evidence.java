package dev.lumen.cleaner.misheard;

import dev.lumen.cleaner.context.Roster;
import dev.lumen.cleaner.context.RosterEntry;
import dev.lumen.cleaner.context.RosterForm;
import dev.lumen.cleaner.language.WordClass;
import dev.lumen.cleaner.lexicon.CommonWords;
import dev.lumen.cleaner.lexicon.ProperNames;
import dev.lumen.cleaner.phonetic.Pronunciation;
import dev.lumen.cleaner.phonetic.SoundDistance;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;

/** What speaks for and against a name, as numbers. */
final class Evidence {
  private static final int WINDOW = 14;
  private static final int RECENT = 4;
  private static final double WIDEST_LEAD = 0.3;
  private static final int MOST_SOUNDS = 16;
  private static final double LEAST_FIT = -60;
  private static final double MOST_GAIN = 20;
  private static final double MOST_RELIABLE = 6;

  private final Roster roster;
  private final SpokenLine line;
  private final HeardWords words;
  private final Frames frames;

  Evidence(Roster roster, SpokenLine line, HeardWords words) {
    this.roster = roster;
    this.line = line;
    this.words = words;
    this.frames = new Frames(line);
  }

  /** Whether what is heard and a form can belong together at all. */
  boolean isPlausible(int from, int to, RosterForm form) {
    boolean twice =
        line.stem(to).equals(form.lower().getLast())
            || line.stem(from - 1).equals(form.lower().getFirst());
    boolean swallows = to - from > 1 && line.lower(to - 1).equals("please");
    if (twice || swallows || isInflected(from, to, form) || isFamousInstead(from, to, form)) {
      return false;
    }
    if (form.part() == RosterForm.Part.PIECE) {
      if (words.saysItself(from, to, form)) {
        return false;
      }
      return !Pronunciation.knows(line.letters(from, to)) || beside(from, to, form) > 0;
    }
    boolean date = to - from == 1 && isDate(line.lower(from));
    return !date && (!form.isAbbreviation() || to - from > 1 || !isOtherAbbreviation(from));
  }

  /** A month, a day or a quarter was heard as what it is. */
  private static boolean isDate(String lower) {
    boolean quarter =
        lower.length() == 2 && lower.charAt(0) == 'q' && "1234".indexOf(lower.charAt(1)) >= 0;
    return quarter || WordClass.isCalendar(lower);
  }

  /** "German" for Germain: hardly anybody is called by the last name alone. */
  private boolean isFamousInstead(int from, int to, RosterForm form) {
    return form.part() == RosterForm.Part.LAST && isFamous(from, to) && beside(from, to, form) == 0;
  }

  private boolean isFamous(int from, int to) {
    return to - from == 1 && ProperNames.all().containsKey(line.stem(from));
  }

  /** Capitals that the recogniser wrote on purpose: another abbreviation, not this one misheard. */
  private boolean isOtherAbbreviation(int index) {
    String text = line.word(index).text();
    return text.length() > 1 && Spelling.isCapitals(text);
  }

  double[] features(NameSpotter.Near near, Collection<NameSpotter.Near> rivals) {
    double[] f = new double[Feature.values().length];
    int from = near.from();
    int to = near.to();
    sound(f, near, rivals);
    heard(f, from, to);
    name(f, near.form());
    around(f, from, to, near.form());
    int fewer = to - from - near.form().words().size();
    set(f, Feature.FEWER, Math.max(0, fewer));
    set(f, Feature.MORE, Math.max(0, -fewer));
    boolean possessive = line.lower(to - 1).endsWith("'s") != near.ending().isEmpty();
    set(f, Feature.POSSESSIVE, possessive ? 0 : 1);
    boolean warm = get(f, Feature.BESIDE) + get(f, Feature.DETAIL) >= 0.5;
    boolean piece = near.form().part() == RosterForm.Part.PIECE;
    set(f, Feature.DISTANCE_BESIDE, warm ? near.distance() : 0);
    set(
        f,
        Feature.DISTANCE_COMMON,
        get(f, Feature.RAREST) >= HeardWords.COMMON ? near.distance() : 0);
    set(f, Feature.DISTANCE_SHORT, get(f, Feature.LENGTH) <= 4 ? near.distance() : 0);
    set(f, Feature.DISTANCE_USUAL, get(f, Feature.USUAL_NAME) * near.distance());
    boolean word = to - from == 1 && get(f, Feature.LISTED) > 0;
    set(f, Feature.WORD_ABBREVIATION, word ? get(f, Feature.ABBREVIATION) : 0);
    boolean alike = near.distance() < 0.1 && get(f, Feature.SPELLING) < 0.5;
    set(f, Feature.SAME_NAME, alike ? get(f, Feature.USUAL_NAME) : 0);
    int mended = roster.mended(line.letters(from, to), near.form().entry());
    set(f, Feature.MENDED_SO, Math.log(1 + mended) / Math.log(2));
    set(f, Feature.OTHER_NAME, roster.doubts(line.letters(from, to)) ? 1 : 0);
    boolean common = get(f, Feature.RAREST) >= HeardWords.COMMON;
    set(f, Feature.GAIN_COMMON, common ? get(f, Feature.GAIN) : 0);
    set(f, Feature.COMMON_WORDS, words.commonWords(from, to));
    set(f, Feature.LONE_PIECE, piece && get(f, Feature.BESIDE) == 0 ? 1 : 0);
    set(f, Feature.SAME_SOUND, near.distance() < 0.045 ? 1 : 0);
    set(f, Feature.OTHER_LETTERS, isOtherLetters(from, to, near.form()) ? 1 : 0);
    boolean number = from > 0 && WordClass.isNumber(line.lower(from - 1));
    boolean brief = near.form().isAbbreviation() || get(f, Feature.LENGTH) <= 4;
    set(f, Feature.AFTER_NUMBER, number && brief ? 1 : 0);
    set(f, Feature.STARTED, isStarted(from, to, near.form()) ? 1 : 0);
    set(
        f,
        Feature.SAME_STEM,
        Spelling.isSameStem(words.letters(from, to), letters(near.form())) ? 1 : 0);
    return f;
  }

  private static void set(double[] features, Feature feature, double value) {
    features[feature.place()] = value;
  }

  private static double get(double[] features, Feature feature) {
    return features[feature.place()];
  }

  private void sound(double[] f, NameSpotter.Near near, Collection<NameSpotter.Near> rivals) {
    int from = near.from();
    int to = near.to();
    int length = near.form().readings().getFirst().length();
    set(f, Feature.DISTANCE, near.distance());
    set(f, Feature.COST, near.cost());
    set(f, Feature.LENGTH, Math.min(MOST_SOUNDS, length));
    set(f, Feature.SPELLING, Spelling.distance(words.letters(from, to), letters(near.form())));
    String heard = line.sounds(from, to);
    double start = nearest(heard, near.form(), sounds -> sounds.substring(0, 1));
    double end = nearest(heard, near.form(), sounds -> sounds.substring(sounds.length() - 1));
    set(f, Feature.OTHER_START, start);
    set(f, Feature.OTHER_END, end);
    set(f, Feature.DISTANCE_EDGE, Math.max(start, end) > 0.55 ? near.distance() : 0);
    double lead = WIDEST_LEAD;
    for (NameSpotter.Near rival : rivals) {
      boolean other = !rival.form().entry().equals(near.form().entry());
      if (other && !rival.form().lower().equals(near.form().lower())) {
        lead = Math.min(lead, rival.distance() - near.distance());
      }
    }
    set(f, Feature.RIVAL, Math.max(-WIDEST_LEAD, lead));
  }

  private static String letters(RosterForm form) {
    return String.join("", form.lower());
  }

  /** How far a sound of what was heard is from that of the reading where it is nearest. */
  private static double nearest(String heard, RosterForm form, UnaryOperator<String> sound) {
    double nearest = 1;
    for (String reading : form.readings()) {
      nearest = Math.min(nearest, SoundDistance.between(sound.apply(heard), sound.apply(reading)));
    }
    return nearest;
  }

  /** A word that differs by an s alone: "fabrics" for Fabric. */
  private boolean isInflected(int from, int to, RosterForm form) {
    String heard = line.lower(from);
    String name = form.letters();
    return to - from == 1
        && (CommonWords.isInflected(heard) || Pronunciation.knows(heard))
        && (heard.equals(name + "s") || heard.equals(name + "es") || name.equals(heard + "s"));
  }

  private boolean isOtherLetters(int from, int to, RosterForm form) {
    String heard = line.lower(from);
    return to - from == 1
        && form.isAbbreviation()
        && heard.length() > 1
        && Spelling.isUnsayable(heard);
  }

  private boolean isStarted(int from, int to, RosterForm form) {
    return to - from > 1
        && form.words().size() == 1
        && words.isShortFor(from, form.letters())
        && Pronunciation.knows(line.stem(from));
  }

  private void heard(double[] f, int from, int to) {
    double rarest = 20;
    double edge = Math.max(words.magnitude(from), words.magnitude(to - 1));
    boolean unseen = false;
    boolean listed = true;
    boolean names = true;
    boolean capital = false;
    for (int i = from; i < to; i++) {
      double magnitude = words.magnitude(i);
      rarest = Math.min(rarest, magnitude);
      unseen |= magnitude < 0;
      String lower = line.stem(i);
      listed &= Pronunciation.knows(lower);
      names &= !CommonWords.isCommon(lower) && Pronunciation.knows(lower);
      capital |= words.isCapital(i);
    }
    set(f, Feature.RAREST, Math.min(12, rarest));
    set(f, Feature.UNSEEN, unseen ? 1 : 0);
    set(f, Feature.FAMOUS, isFamous(from, to) ? 1 : 0);
    set(f, Feature.LISTED, listed ? 1 : 0);
    set(f, Feature.USUAL_NAME, names ? 1 : 0);
    set(f, Feature.CAPITAL, capital ? 1 : words.isCased() ? -1 : 0);
    set(f, Feature.AGAIN, Math.log(1 + again(from, to)) / Math.log(2));
    set(f, Feature.EVERYDAY_EDGE, Math.max(0, edge - 9) / 4);
  }

  private int again(int from, int to) {
    int least = Integer.MAX_VALUE;
    for (int i = from; i < to; i++) {
      if (!CommonWords.isCommon(line.lower(i))) {
        least = Math.min(least, roster.times(line.stem(i)));
      }
    }
    return least == Integer.MAX_VALUE ? 0 : least;
  }

  private void name(double[] f, RosterForm form) {
    boolean person = form.entry().kind() == RosterEntry.Kind.PERSON;
    boolean whole = form.part() == RosterForm.Part.WHOLE;
    set(f, Feature.WHOLE_PERSON, person && whole ? 1 : 0);
    set(f, Feature.FIRST, form.part() == RosterForm.Part.FIRST ? 1 : 0);
    set(f, Feature.LAST, form.part() == RosterForm.Part.LAST ? 1 : 0);
    set(f, Feature.PIECE, form.part() == RosterForm.Part.PIECE ? 1 : 0);
    set(f, Feature.ABBREVIATION, form.isAbbreviation() ? 1 : 0);
    set(f, Feature.DOUBTFUL, form.entry().doubtful() ? 1 : 0);
    set(f, Feature.SUBJECT, roster.isSubject(form.entry()) ? 1 : 0);
    set(f, Feature.HEARD, Math.log(1 + form.heard()) / Math.log(2));
    set(f, Feature.MENDED, Math.log(1 + form.mended()) / Math.log(2));
    set(f, Feature.RELIABILITY, Math.clamp(roster.reliability(), -2, MOST_RELIABLE));
    set(f, Feature.RECENT, roster.turns() - form.lastHeard() <= RECENT ? 1 : 0);
  }

  private void around(double[] f, int from, int to, RosterForm form) {
    double name = line.fit(from, to, classes(form));
    double gain = name - line.fit(from, to);
    set(f, Feature.GAIN, Math.clamp(gain, -MOST_GAIN, MOST_GAIN));
    set(f, Feature.FIT_NAME, Math.max(LEAST_FIT, name));
    set(f, Feature.TURN_FIT, line.fitAround(from, to));
    set(f, Feature.CUT, line.isCut(from, to) ? 1 : 0);
    set(f, Feature.BESIDE, beside(from, to, form));
    set(f, Feature.DETAIL, detail(from, to, form.entry()));
    framed(f, from, to, form.entry().kind() == RosterEntry.Kind.PERSON);
  }

  private void framed(double[] f, int from, int to, boolean person) {
    boolean called = frames.calls(from);
    boolean goesOn = person && frames.goesOn(to);
    set(f, Feature.CALLED, called && person ? 1 : 0);
    set(f, Feature.CALLED_THING, called && !person ? 1 : 0);
    set(f, Feature.GOES_ON, goesOn ? 1 : 0);
    set(f, Feature.CALLED_AND_GOES_ON, called && goesOn ? 1 : 0);
    set(f, Feature.TOLD_AS_FIRM, !person && frames.tellsFirm(from) ? 1 : 0);
  }

  private static int[] classes(RosterForm form) {
    boolean person = form.entry().kind() == RosterEntry.Kind.PERSON;
    int[] classes = new int[form.words().size()];
    for (int i = 0; i < classes.length; i++) {
      classes[i] = person ? WordClass.NAME : WordClass.of(form.lower().get(i), form.words().get(i));
    }
    return classes;
  }

  private double beside(int from, int to, RosterForm form) {
    if (form.part() == RosterForm.Part.PIECE) {
      List<String> whole = form.siblings().getFirst().lower();
      int place = whole.indexOf(form.lower().getFirst());
      boolean before = place > 0 && line.stem(from - 1).equals(whole.get(place - 1));
      boolean after = place + 1 < whole.size() && line.stem(to).equals(whole.get(place + 1));
      return before || after ? 1 : 0;
    }
    for (RosterForm other : form.siblings()) {
      boolean before = form.part() == RosterForm.Part.LAST && other.part() == RosterForm.Part.FIRST;
      boolean after = form.part() == RosterForm.Part.FIRST && other.part() == RosterForm.Part.LAST;
      int size = other.lower().size();
      if ((before && from >= size && Roster.stands(other, line.lower(), from - size))
          || (before && size == 1 && words.isShortFor(from - 1, other.lower().getFirst()))
          || (after && Roster.stands(other, line.lower(), to))) {
        return 1;
      }
    }
    return 0;
  }

  private double detail(int from, int to, RosterEntry entry) {
    double sum = 0;
    for (int i = Math.max(0, from - WINDOW); i < Math.min(line.size(), to + WINDOW); i++) {
      String lower = line.stem(i);
      if ((i < from || i >= to) && entry.details().contains(lower)) {
        sum += 1.0 / Math.max(1, roster.entriesWith(lower));
      }
    }
    return Math.min(1, sum);
  }
}
