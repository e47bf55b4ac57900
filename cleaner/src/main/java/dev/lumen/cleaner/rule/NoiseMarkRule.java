package dev.lumen.cleaner.rule;

import dev.lumen.cleaner.Confidence;
import dev.lumen.cleaner.text.Word;
import dev.lumen.cleaner.text.WordKind;
import java.util.Locale;
import java.util.Set;

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
          "throat");

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
          "throat");

  private static final int MOST_IN_BRACKETS = 3;

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public void propose(Passage passage, Proposals proposals) {
    for (int i = 0; i < passage.size(); i++) {
      if (passage.at(i).kind() == WordKind.MARK && isSound(passage.at(i))) {
        proposals.delete(i, i + 1, Confidence.HIGH);
      } else if (passage.at(i).text().equals("(")) {
        int end = endOfBrackets(passage, i);
        if (end > 0) {
          proposals.delete(i, end, Confidence.HIGH);
          i = end - 1;
        }
      }
    }
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
      if (!SOUNDS.contains(part)) {
        return false;
      }
    }
    return true;
  }
}
