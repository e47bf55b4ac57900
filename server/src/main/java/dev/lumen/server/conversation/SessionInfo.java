package dev.lumen.server.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * How a conversation came to be, kept in its metadata as {@code session_info}. What its creator has
 * said there stands; of one that a client creates by itself nothing is added to what it says.
 */
public final class SessionInfo {
  private static final String NAME = "session_info";
  private static final String CREATED_VIA = "created_via";
  private static final String FORMAT = "original_format";
  private static final String UPLOADED = "total_turns_uploaded";

  private SessionInfo() {}

  /**
   * The metadata of a conversation that is being created.
   *
   * @param via the door it comes through, for instance {@code import}
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
