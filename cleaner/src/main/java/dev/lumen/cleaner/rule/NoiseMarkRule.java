package dev.lumen.cleaner.rule;

import dev.lumen.cleaner.Confidence;
import dev.lumen.cleaner.text.Word;
import dev.lumen.cleaner.text.WordKind;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** {@code <noise>}, {@code [laughter]} and voice tags are no part of what was said. */
final class NoiseMarkRule implements Rule {
  private static final RuleCard CARD =
      RuleCard.noise("noise.mark", "A mark of the recogniser, not something that was said");
  private static final Set<String> SOUNDS =
      Set.of(
          "noise",
          "noises",
          "laughter",
          "laughs",
          "laughing",
          "laugh",
          "cough",
          "coughs",
          "coughing",
          "breath",
          "breathing",
          "sigh",
          "sighs",
          "music",
          "silence",
          "sil",
          "applause",
          "background",
          "unk",
          "unknown",
          "beep",
          "sneeze",
          "click",
          "static",
          "hesitation",
          "pause",
          "sound",
          "speaker",
          "spoken",
          "non",
          "speech",
          "crosstalk",
          "cross",
          "talk",
          "chuckles",
          "chuckle",
          "lipsmack",
          "vocalized",
          "other",
          "ring",
          "ringing",
          "phone",
          "clears",
          "throat",
          "blank",
          "audio",
          "silent");

  /** What stands in round brackets for nothing but a sound; other words may be meant there. */
  private static final Set<String> HEARD =
      Set.of(
          "noise",
          "noises",
          "laughter",
          "laughs",
          "laughing",
          "cough",
          "coughs",
          "coughing",
          "sigh",
          "sighs",
          "music",
          "silence",
          "applause",
          "sneeze",
          "beep",
          "crosstalk",
          "chuckles",
          "sighing",
          "laugh",
          "sniffs",
          "throat");

  private static final Set<String> NOTES = Set.of("♪", "♫", "♬", "♩");
  private static final Set<String> HESITATIONS = Set.of("hesitation", "um", "uh", "er", "eh", "mm");
  private static final Map<String, String> CLOSED_BY = Map.of("*", "*", "{", "}", "[", "]");
  private static final Pattern TIME = Pattern.compile("(?:\\d+[:.]?)+|:");

  private static final int MOST_IN_BRACKETS = 6;

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public void propose(Passage passage, Proposals proposals) {
    for (int i = 0; i < passage.size(); i++) {
      int bare = endOfBareMark(passage, i);
      if (passage.at(i).kind() == WordKind.MARK && isSound(passage.at(i))) {
        proposals.delete(i, i + 1, Confidence.HIGH);
      } else if (bare > i) {
        proposals.delete(i, bare, Confidence.HIGH);
        i = bare - 1;
      } else if (passage.at(i).text().equals("(")) {
        int end = endOfBrackets(passage, i);
        if (end > 0) {
          proposals.delete(i, end, Confidence.HIGH);
          i = end - 1;
        }
      }
    }
  }

  /**
   * Behind "*coughs*", "{breath}", "%hesitation", "♪" or "[crosstalk 00:10:22]"; the index itself
   * where none stands.
   */
  private static int endOfBareMark(Passage passage, int index) {
    String text = passage.at(index).text();
    if (NOTES.contains(text)) {
      return index + 1;
    }
    if (text.equals("%")) {
      boolean glued = !passage.at(index + 1).spaceBefore();
      return glued && passage.is(index + 1, HESITATIONS) ? index + 2 : index;
    }
    String closing = CLOSED_BY.get(text);
    boolean multiplies = text.equals("*") && passage.at(index + 1).spaceBefore();
    return closing == null || multiplies ? index : endOfSound(passage, index, closing);
  }

  private static int endOfSound(Passage passage, int open, String closing) {
    Set<String> sounds = closing.equals("*") ? HEARD : SOUNDS;
    boolean heard = false;
    for (int i = open + 1; i <= open + 1 + MOST_IN_BRACKETS; i++) {
      if (heard && passage.at(i).text().equals(closing)) {
        return i + 1;
      }
      boolean sound = passage.is(i, sounds) || (closing.equals("}") && passage.is(i, HESITATIONS));
      boolean numbered = passage.is(i - 1, Set.of("speaker", "spoken")); // "[Speaker 2]" is said of
      boolean time =
          heard && !numbered && closing.equals("]") && TIME.matcher(passage.at(i).text()).matches();
      boolean joint = closing.equals("]") && passage.at(i).text().equals("/");
      if (!sound && !time && !joint) {
        return open;
      }
      heard |= sound;
    }
    return open;
  }

  /** Behind "(coughs)" or "(clears throat)"; 0 where something else stands in the brackets. */
  private static int endOfBrackets(Passage passage, int open) {
    boolean heard = false;
    for (int i = open + 1; i <= open + 1 + MOST_IN_BRACKETS; i++) {
      if (passage.at(i).text().equals(")")) {
        return heard ? i + 1 : 0;
      }
      if (!passage.is(i, SOUNDS)) {
        return 0;
      }
      heard |= passage.is(i, HEARD);
    }
    return 0;
  }

  private static boolean isSound(Word word) {
    String text = word.text();
    if (text.startsWith("##")) {
      return true;
    }
    String inner = text.substring(1, text.length() - 1).toLowerCase(Locale.ROOT);
    for (String part : inner.strip().split("[ _/-]+", -1)) {
      boolean closes = part.isEmpty() && inner.startsWith("/"); // "[/laughter]"
      if (!closes && !SOUNDS.contains(part)) {
        return false;
      }
    }
    return true;
  }
}
