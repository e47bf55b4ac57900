package dev.lumen.server.realtime.supabase;

import dev.lumen.server.realtime.WebSocketFrames;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Messages to bytes, as whole WebSocket frames.
 *
 * <p>Everything but a broadcast of bytes is sent as text: the clients understand that in both
 * versions.
 */
final class Frames {
  private static final int USER_BROADCAST = 4;

  private Frames() {}

  /** The answer to a push; {@code response} is never left out, a client without it stands still. */
  static byte[] reply(
      Vsn vsn,
      @Nullable String joinRef,
      @Nullable String ref,
      String topic,
      boolean ok,
      Json.Content response) {
    return message(
        vsn,
        joinRef,
        ref,
        topic,
        "phx_reply",
        json -> {
          json.writeStartObject();
          json.writeStringField("status", ok ? "ok" : "error");
          json.writeFieldName("response");
          response.write(json);
          json.writeEndObject();
        });
  }

  static byte[] message(
      Vsn vsn,
      @Nullable String joinRef,
      @Nullable String ref,
      String topic,
      String event,
      Json.Content payload) {
    return raw(vsn, joinRef, ref, topic, event, Json.bytes(payload));
  }

  /** With a payload that is JSON already. */
  static byte[] raw(
      Vsn vsn,
      @Nullable String joinRef,
      @Nullable String ref,
      String topic,
      String event,
      byte[] payload) {
    return WebSocketFrames.text(
        Json.bytes(
            json -> {
              String value = new String(payload, StandardCharsets.UTF_8);
              if (vsn == Vsn.V2) {
                json.writeStartArray();
                json.writeString(joinRef);
                json.writeString(ref);
                json.writeString(topic);
                json.writeString(event);
                json.writeRawValue(value);
                json.writeEndArray();
              } else {
                json.writeStartObject();
                json.writeStringField("topic", topic);
                json.writeStringField("event", event);
                json.writeFieldName("payload");
                json.writeRawValue(value);
                json.writeStringField("ref", ref);
                json.writeStringField("join_ref", joinRef);
                json.writeEndObject();
              }
            }));
  }

  /**
   * A broadcast of bytes (kind 4): kind, three lengths, the encoding 0, topic, event, content.
   *
   * @throws IllegalArgumentException when topic or event has more than 255 bytes
   */
  static byte[] bytes(String topic, String event, byte[] content) {
    byte[] topicBytes = topic.getBytes(StandardCharsets.UTF_8);
    byte[] eventBytes = event.getBytes(StandardCharsets.UTF_8);
    if (topicBytes.length > 255 || eventBytes.length > 255) {
      throw new IllegalArgumentException("topic and event may have 255 bytes");
    }
    return WebSocketFrames.binary(
        ByteBuffer.allocate(5 + topicBytes.length + eventBytes.length + content.length)
            .put((byte) USER_BROADCAST)
            .put((byte) topicBytes.length)
            .put((byte) eventBytes.length)
            .put((byte) 0)
            .put((byte) 0)
            .put(topicBytes)
            .put(eventBytes)
            .put(content)
            .array());
  }
}
