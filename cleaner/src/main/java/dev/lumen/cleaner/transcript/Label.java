package dev.lumen.cleaner.transcript;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A line that could begin a turn.
 *
 * @param name the label as written, without colon, markup and time
 * @param form how it is written
 * @param rest what follows on the line; empty for nothing
 * @param start seconds from the start of the recording, or null
 * @param end seconds from the start of the recording, or null
 */
record Label(String name, Form form, String rest, @Nullable Double start, @Nullable Double end) {

  /** The ways in which people write labels. */
  enum Form {
    /** Alone on a line, without a mark: {@code User}. */
    BARE,
    /** With a colon: {@code User: text} or {@code User:}. */
    COLON,
    /** Alone on a line with a time: {@code John Smith 0:12}. */
    TIMED,
    /** In bold type: {@code **User:** text}. */
    BOLD,
    /** A Markdown heading: {@code ### User}. */
    HEADING
  }

  boolean isRole() {
    return SpeakerName.isRole(name);
  }

  String speaker() {
    return SpeakerName.speakerOf(name);
  }

  /** The same for all spellings of one name. */
  String key() {
    return speaker().toLowerCase(Locale.ROOT);
  }
}
