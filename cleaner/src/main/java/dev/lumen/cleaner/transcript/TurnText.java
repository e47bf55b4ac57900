package dev.lumen.cleaner.transcript;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What stands in a turn, parted into what was said and the marks around it. */
record TurnText(String text, List<String> vtTags, boolean hasNoise, boolean hasForeignText) {
  private static final Pattern VOICE_TAG = Pattern.compile("##VT_[A-Z0-9_]++##");
  private static final Pattern NOISE = Pattern.compile("<noise>", Pattern.CASE_INSENSITIVE);
  private static final Pattern SPACES = Pattern.compile("(?U)[\\s\\p{Z}]++");
  private static final Pattern MANY_DOTS = Pattern.compile("\\.{4,}+");

  static TurnText of(String content) {
    List<String> tags = new ArrayList<>();
    VOICE_TAG.matcher(content).results().map(MatchResult::group).forEach(tags::add);
    String untagged = tags.isEmpty() ? content : VOICE_TAG.matcher(content).replaceAll(" ");
    boolean noise = NOISE.matcher(untagged).find();
    String said = noise ? NOISE.matcher(untagged).replaceAll(" ") : untagged;
    said = SPACES.matcher(said).replaceAll(" ");
    said = MANY_DOTS.matcher(said).replaceAll("...").strip();
    return new TurnText(said, tags, noise, said.codePoints().anyMatch(TurnText::isForeign));
  }

  /** Whether there is nothing at all, not even a mark. */
  boolean isEmpty() {
    return text.isEmpty() && vtTags.isEmpty() && !hasNoise;
  }

  private static boolean isForeign(int codePoint) {
    if (codePoint < 0x250 || !Character.isLetter(codePoint)) {
      return false;
    }
    return switch (Character.UnicodeScript.of(codePoint)) {
      case LATIN, COMMON, INHERITED, UNKNOWN -> false;
      default -> true;
    };
  }
}
