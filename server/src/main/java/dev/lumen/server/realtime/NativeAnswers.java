package dev.lumen.server.realtime;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the server answers to one client of the native WebSocket. */
record NativeAnswers(Subscriber subscriber, NativeRoutes routes) {

  /** The first frame, or the answer to {@code subscribe}. */
  void started(String type, @Nullable String ref, UUID conversation, Start start) {
    send(
        type,
        conversation,
        ref,
        json -> {
          json.writeStartObject();
          EventJson.writeStart(json, conversation, routes.epoch(), start);
          json.writeNumberField("heartbeat_seconds", routes.heartbeat().toSeconds());
          json.writeStringField("server_time", now().toString());
          json.writeEndObject();
        });
  }

  /** The first frame of a socket that names its conversations later. */
  void hello() {
    Instant now = now();
    send(
        "hello",
        null,
        null,
        json -> {
          json.writeStartObject();
          json.writeStringField("epoch", routes.epoch());
          json.writeNumberField("heartbeat_seconds", routes.heartbeat().toSeconds());
          json.writeStringField("server_time", now.toString());
          json.writeEndObject();
        });
  }

  /** Answers a wish for everything of an account, before the conversations one by one. */
  void account(@Nullable String ref, int conversations) {
    send(
        "account",
        null,
        ref,
        json -> {
          json.writeStartObject();
          json.writeNumberField("conversations", conversations);
          json.writeEndObject();
        });
  }

  void pong(@Nullable String ref) {
    withTime("pong", ref, null);
  }

  void heartbeat(@Nullable String ref) {
    withTime("heartbeat_response", ref, "alive");
  }

  private void withTime(String type, @Nullable String ref, @Nullable String status) {
    Instant now = now();
    send(
        type,
        null,
        ref,
        json -> {
          json.writeStartObject();
          if (status != null) {
            json.writeStringField("status", status);
          }
          json.writeStringField("server_time", now.toString());
          json.writeEndObject();
        });
  }

  void authenticated(@Nullable String ref, Viewer viewer) {
    Instant expires = viewer.expiresAt();
    send(
        "authenticated",
        null,
        ref,
        json -> {
          json.writeStartObject();
          json.writeStringField("user_id", viewer.id().toString());
          if (expires != null) {
            json.writeStringField("expires_at", expires.toString());
          }
          json.writeEndObject();
        });
  }

  void unsubscribed(@Nullable String ref, UUID conversation) {
    send(
        "unsubscribed",
        conversation,
        ref,
        json -> {
          json.writeStartObject();
          json.writeStringField("conversation_id", conversation.toString());
          json.writeEndObject();
        });
  }

  void error(@Nullable String ref, SocketFault fault) {
    error(ref, fault, fault.meaning());
  }

  void error(@Nullable String ref, SocketFault fault, String message) {
    send(
        "error",
        null,
        ref,
        json -> {
          json.writeStartObject();
          json.writeStringField("code", fault.code());
          json.writeStringField("message", message);
          json.writeEndObject();
        });
  }

  private Instant now() {
    return routes.clock().instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private void send(
      String type, @Nullable UUID conversation, @Nullable String ref, EventJson.Payload payload) {
    subscriber.reply(NativeFace.INSTANCE.answer(type, conversation, now(), ref, payload));
  }
}
