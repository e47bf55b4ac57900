package dev.lumen.server.realtime;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.lumen.server.json.JsonFactories;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Events as JSON, the same on the WebSocket, in server-sent events and in pages; {@code
 * docs/protocol/native.md} describes them.
 */
final class EventJson {
  private static final JsonFactory JSON = JsonFactories.builder().build();

  private EventJson() {}

  /** What a message's payload is made of. */
  interface Payload {
    void write(JsonGenerator json) throws IOException;
  }

  static byte[] of(ConversationEvent event) {
    return message(
        event.type(),
        event.seq(),
        event.conversationId(),
        event.createdAt(),
        null,
        json -> json.writeRawValue(event.payload()));
  }

  static byte[] of(News news) {
    return message(
        news.type(),
        0,
        news.conversationId(),
        news.at(),
        null,
        json -> json.writeRawValue(news.payload()));
  }

  static byte[] gap(UUID conversation, long from, long to, Instant at) {
    String payload = "{\"from\":" + from + ",\"to\":" + to + "}";
    return of(new News(conversation, EventType.GAP.wireName(), payload, at));
  }

  /**
   * An answer to one client.
   *
   * @param ref the client's own mark on what is answered, null when it set none
   */
  static byte[] answer(
      String type, @Nullable UUID conversation, Instant at, @Nullable String ref, Payload payload) {
    return message(type, 0, conversation, at, ref, payload);
  }

  /** The fields of {@code hello}: where a subscription begins. */
  static void writeStart(JsonGenerator json, UUID conversation, String epoch, Start start)
      throws IOException {
    json.writeStringField("conversation_id", conversation.toString());
    json.writeStringField("epoch", epoch);
    json.writeNumberField("after", start.after());
    json.writeNumberField("last_seq", start.lastSeq());
    json.writeNumberField("oldest_seq", start.oldestSeq());
    Start.Reset reset = start.reset();
    if (reset != null) {
      json.writeStringField("reset", reset.wireName());
    }
  }

  static byte[] bytes(Payload content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      content.write(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static byte[] message(
      String type,
      long seq,
      @Nullable UUID conversation,
      Instant at,
      @Nullable String ref,
      Payload payload) {
    return bytes(
        json -> {
          json.writeStartObject();
          json.writeStringField("type", type);
          if (seq > 0) {
            json.writeNumberField("seq", seq);
          }
          if (conversation != null) {
            json.writeStringField("conversation_id", conversation.toString());
          }
          json.writeNumberField("timestamp", at.toEpochMilli());
          if (ref != null) {
            json.writeStringField("ref", ref);
          }
          json.writeFieldName("payload");
          payload.write(json);
          json.writeEndObject();
        });
  }
}
