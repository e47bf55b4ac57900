package dev.lumen.server.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lumen.server.api.Fields;

/**
 * How a conversation came to be, kept in its metadata as {@code session_info}. What its creator has
 * said there stands.
 */
public final class SessionInfo {
  private static final String NAME = "session_info";
  private static final String CREATED_VIA = "created_via";
  private static final String FORMAT = "original_format";
  private static final String UPLOADED = "total_turns_uploaded";
  private static final int MAX_LENGTH = 100;

  private SessionInfo() {}

  /** Reports what is faulty. */
  static void check(Fields given) {
    given.optionalText(CREATED_VIA, MAX_LENGTH);
    given.optionalText(FORMAT, MAX_LENGTH);
    given.optionalInt(UPLOADED, 0, Integer.MAX_VALUE);
  }

  /**
   * The metadata of a conversation that is being created.
   *
   * @param via the door it comes through, for instance {@code api}
   */
  public static JsonNode created(JsonNode metadata, String via) {
    ObjectNode all = metadata.deepCopy();
    ObjectNode info = info(all);
    if (!info.hasNonNull(CREATED_VIA)) {
      info.put(CREATED_VIA, via);
    }
    return all;
  }

  /**
   * The metadata after a transcript was imported.
   *
   * @param format in which it came; that of the first one is kept
   * @param turns how many it had; those of all are counted
   */
  public static JsonNode imported(JsonNode metadata, String format, int turns) {
    ObjectNode all = metadata.deepCopy();
    ObjectNode info = info(all);
    if (!info.hasNonNull(FORMAT)) {
      info.put(FORMAT, format);
    }
    long before = Math.max(0, info.path(UPLOADED).asLong());
    info.put(UPLOADED, before + turns);
    return all;
  }

  private static ObjectNode info(ObjectNode metadata) {
    return metadata.path(NAME) instanceof ObjectNode info ? info : metadata.putObject(NAME);
  }
}
