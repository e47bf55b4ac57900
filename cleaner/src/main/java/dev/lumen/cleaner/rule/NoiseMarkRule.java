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

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public void propose(Passage passage, Proposals proposals) {
    for (int i = 0; i < passage.size(); i++) {
      if (passage.at(i).kind() == WordKind.MARK && isSound(passage.at(i))) {
        proposals.delete(i, i + 1, Confidence.HIGH);
      }
    }
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
