package dev.lumen.cleaner.transcript;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What stands in a turn: what was said, and the marks in it or around it. */
record TurnText(String text, List<String> vtTags, boolean hasNoise, boolean hasForeignText) {
  private static final Pattern VOICE_TAG = Pattern.compile("##VT_[A-Z0-9_]++##");
  private static final Pattern NOISE = Pattern.compile("<noise>", Pattern.CASE_INSENSITIVE);
  private static final Pattern SPACES = Pattern.compile("(?U)[\\s\\p{Z}]++");
  private static final Pattern MANY_DOTS = Pattern.compile("\\.{4,}+");

  /** The text as it is, with its marks and spaces: so programs hand it on. */
  static TurnText asIs(String content) {
    boolean noise = NOISE.matcher(content).find();
    String said = content.isBlank() ? "" : content;
    return new TurnText(said, tags(content), noise, isForeign(content));
  }

  /** What was said in one line, parted from the marks around it: so people write it. */
  static TurnText of(String content) {
    List<String> tags = tags(content);
    String untagged = tags.isEmpty() ? content : VOICE_TAG.matcher(content).replaceAll(" ");
    boolean noise = NOISE.matcher(untagged).find();
    String said = noise ? NOISE.matcher(untagged).replaceAll(" ") : untagged;
    said = SPACES.matcher(said).replaceAll(" ");
    said = MANY_DOTS.matcher(said).replaceAll("...").strip();
    return new TurnText(said, tags, noise, isForeign(said));
  }

  private static List<String> tags(String content) {
    List<String> tags = new ArrayList<>();
    VOICE_TAG.matcher(content).results().map(MatchResult::group).forEach(tags::add);
    return tags;
  }

  private static boolean isForeign(String said) {
    return said.codePoints().anyMatch(TurnText::isForeign);
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
