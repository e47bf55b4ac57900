package dev.lumen.cleaner;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A turn of the AI voice as a reader wants it: the tags of tone and the pauses of its script are
 * taken out and told beside. The turn itself stays as it was said, byte for byte.
 *
 * @param text what was said, without tags and pauses
 * @param tags the tags in their order
 * @param pauses how many pauses the script had
 */
public record VoiceText(String text, List<Tag> tags, int pauses) {
  private static final Pattern MARK =
      Pattern.compile("##VT_([A-Z0-9_]++)##|(?<![^\\s])(?:\\.{2,}|…)(?![^\\s])");

  public VoiceText {
    tags = List.copyOf(tags);
  }

  /**
   * A tone of voice.
   *
   * @param name for example {@code WARM_PLAYFUL}
   * @param position where it begins in {@link VoiceText#text()}, in UTF-16 units
   */
  public record Tag(String name, int position) {}

  /** The parts of a turn; empty where there is neither a tag nor a pause. */
  public static Optional<VoiceText> of(String rawText) {
    Matcher marks = MARK.matcher(rawText);
    if (!marks.find()) {
      return Optional.empty();
    }
    StringBuilder text = new StringBuilder(rawText.length());
    List<Tag> tags = new ArrayList<>();
    int pauses = 0;
    int from = 0;
    do {
      append(text, rawText.substring(from, marks.start()));
      from = marks.end();
      if (marks.group(1) == null) {
        pauses++;
      } else {
        tags.add(new Tag(marks.group(1), text.isEmpty() ? 0 : text.length() + 1));
      }
    } while (marks.find());
    append(text, rawText.substring(from));
    String said = text.toString();
    return Optional.of(
        new VoiceText(
            said,
            tags.stream()
                .map(tag -> new Tag(tag.name(), Math.min(tag.position(), said.length())))
                .toList(),
            pauses));
  }

  private static void append(StringBuilder text, String piece) {
    String said = piece.strip();
    if (!said.isEmpty()) {
      text.append(text.isEmpty() ? "" : " ").append(said);
    }
  }
}
