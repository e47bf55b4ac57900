package dev.lumen.server.live;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.lumen.server.api.Json;
import dev.lumen.server.json.JsonFactories;
import dev.lumen.server.realtime.ConversationEvent;
import dev.lumen.server.realtime.Face;
import dev.lumen.server.realtime.News;
import dev.lumen.server.realtime.WebSocketFrames;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes the frames of the live socket, {@code {type, seq?, session_id, conversation_id, turn_id?,
 * timestamp, payload}}; {@code docs/protocol/live.md} describes them.
 */
final class LiveFace implements Face {
  static final LiveFace INSTANCE = new LiveFace();
  private static final JsonFactory JSON = JsonFactories.builder().build();

  private LiveFace() {}

  @Override
  public byte[] event(ConversationEvent event) {
    return frame(
        event.type(), event.seq(), event.conversationId(), event.createdAt(), event.payload());
  }

  @Override
  public byte[] news(News news) {
    return frame(news.type(), 0, news.conversationId(), news.at(), news.payload());
  }

  /** An answer to one client; the payload is JSON text. */
  byte[] answer(String type, @Nullable UUID conversation, Instant at, String payload) {
    return frame(type, 0, conversation, at, payload);
  }

  private static byte[] frame(
      String type, long seq, @Nullable UUID conversation, Instant at, String payload) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(payload.length() + 256);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("type", type);
      if (seq > 0) {
        json.writeNumberField("seq", seq);
      }
      if (conversation != null) {
        // A conversation is spoken in one session, which lasts as long as it does.
        json.writeStringField("session_id", conversation.toString());
        json.writeStringField("conversation_id", conversation.toString());
      }
      String turn = turnId(payload);
      if (turn != null) {
        json.writeStringField("turn_id", turn);
      }
      json.writeStringField("timestamp", Json.instant(at));
      json.writeFieldName("payload");
      json.writeRawValue(payload);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return WebSocketFrames.text(out.toByteArray());
  }

  /** The turn that a payload is about: its own {@code turn_id}, or that of its {@code turn}. */
  private static @Nullable String turnId(String payload) throws IOException {
    try (JsonParser json = JSON.createParser(payload)) {
      while (json.nextToken() != null) {
        boolean named = json.currentToken() == JsonToken.FIELD_NAME;
        if (named && json.currentName().equals("turn_id")) {
          return json.nextTextValue();
        }
        if (named && !json.currentName().equals("turn")) {
          json.nextToken();
          json.skipChildren();
        }
      }
      return null;
    }
  }
}
