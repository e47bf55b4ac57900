package dev.lumen.server.realtime.supabase;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Bytes to messages. Whatever is wrong with them comes out as {@link ClientFrame.Faulty}. */
final class FrameReader {
  private static final int USER_BROADCAST_PUSH = 3;
  private static final int BINARY = 0;
  private static final int JSON = 1;
  private static final int MAX_TOPIC = 255;
  private static final int MAX_REF = 64;

  private FrameReader() {}

  /** Both spellings are understood, whichever the client announced. */
  static ClientFrame text(String text) {
    JsonNode json;
    try {
      json = Json.MAPPER.readTree(text);
    } catch (JsonProcessingException notJson) {
      return new ClientFrame.Faulty("The frame is not JSON.");
    }
    if (json.isArray() && json.size() == 5) {
      return push(json.get(0), json.get(1), json.get(2), json.get(3), json.get(4));
    }
    if (json.isObject()) {
      return push(
          json.path("join_ref"),
          json.path("ref"),
          json.path("topic"),
          json.path("event"),
          json.path("payload"));
    }
    return new ClientFrame.Faulty(
        "A frame is [join_ref, ref, topic, event, payload], or an object with these names.");
  }

  private static ClientFrame push(
      JsonNode joinRef, JsonNode ref, JsonNode topic, JsonNode event, JsonNode payload) {
    if (!isRef(joinRef) || !isRef(ref)) {
      return new ClientFrame.Faulty(
          "A ref has to be a text or a number, of 64 characters at most.");
    }
    if (!topic.isTextual() || !event.isTextual()) {
      return new ClientFrame.Faulty("topic and event have to be texts.");
    }
    if (topic.textValue().length() > MAX_TOPIC || event.textValue().length() > MAX_TOPIC) {
      return new ClientFrame.Faulty("topic and event may have 255 characters.");
    }
    return new ClientFrame.Push(
        refOf(joinRef), refOf(ref), topic.textValue(), event.textValue(), payload);
  }

  private static boolean isRef(JsonNode ref) {
    return ref.isNull()
        || ref.isMissingNode()
        || ((ref.isTextual() || ref.isIntegralNumber()) && ref.asText().length() <= MAX_REF);
  }

  private static @Nullable String refOf(JsonNode ref) {
    return ref.isNull() || ref.isMissingNode() ? null : ref.asText();
  }

  /** A binary frame: kind, five lengths, the encoding, then the fields and the content. */
  static ClientFrame binary(byte[] bytes) {
    ByteBuffer frame = ByteBuffer.wrap(bytes);
    if (frame.remaining() < 7 || u8(frame) != USER_BROADCAST_PUSH) {
      return new ClientFrame.Faulty("The only binary frame of a client is a broadcast (kind 3).");
    }
    int joinRef = u8(frame);
    int ref = u8(frame);
    int topic = u8(frame);
    int event = u8(frame);
    int meta = u8(frame);
    int encoding = u8(frame);
    if (frame.remaining() < joinRef + ref + topic + event + meta) {
      return new ClientFrame.Faulty("The binary frame is shorter than its lengths say.");
    }
    if (encoding != BINARY && encoding != JSON) {
      return new ClientFrame.Faulty("The encoding of a binary frame is 0 (bytes) or 1 (JSON).");
    }
    String joinRefText = utf8(frame, joinRef);
    String refText = utf8(frame, ref);
    String topicText = utf8(frame, topic);
    String eventText = utf8(frame, event);
    frame.position(frame.position() + meta);
    byte[] content = new byte[frame.remaining()];
    frame.get(content);
    if (encoding == JSON && !isJson(content)) {
      return new ClientFrame.Faulty("The content of the broadcast is not JSON.");
    }
    return new ClientFrame.Broadcast(
        joinRefText.isEmpty() ? null : joinRefText,
        refText.isEmpty() ? null : refText,
        topicText,
        new Said(eventText, encoding == JSON, content));
  }

  private static boolean isJson(byte[] content) {
    try {
      return !Json.MAPPER.readTree(content).isMissingNode();
    } catch (java.io.IOException notJson) {
      return false;
    }
  }

  private static int u8(ByteBuffer frame) {
    return frame.get() & 0xFF;
  }

  private static String utf8(ByteBuffer frame, int length) {
    byte[] text = new byte[length];
    frame.get(text);
    return new String(text, StandardCharsets.UTF_8);
  }
}
