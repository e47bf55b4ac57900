package dev.lumen.server.realtime.supabase;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What one client is answered, in the form of its protocol's version. */
final class Replies {
  private static final String PHOENIX = "phoenix";

  private final Vsn vsn;
  private final Outbox outbox;

  Replies(Vsn vsn, Outbox outbox) {
    this.vsn = vsn;
    this.outbox = outbox;
  }

  /** It was done. */
  void done(ClientFrame.Push push) {
    reply(push, true, Replies::nothing);
  }

  void reply(ClientFrame.Push push, boolean ok, Json.Content response) {
    reply(push.topic(), push.joinRef(), push.ref(), ok, response);
  }

  void reply(
      String topic,
      @Nullable String joinRef,
      @Nullable String ref,
      boolean ok,
      Json.Content response) {
    outbox.reply(Frames.reply(vsn, joinRef, ref, topic, ok, response));
  }

  /** It was not done, and why. */
  void refuse(ClientFrame.Push push, String reason) {
    reply(push, false, json -> reason(json, reason));
  }

  /** What came was no message. */
  void fault(String reason) {
    reply(PHOENIX, null, null, false, json -> reason(json, reason));
  }

  /** A channel is over for now: its client joins again. */
  void error(String topic, @Nullable String joinRef, String why) {
    outbox.reply(
        Frames.message(vsn, joinRef, joinRef, topic, "phx_error", json -> reason(json, why)));
  }

  /** A channel is over for good. */
  void closed(Channel channel) {
    outbox.reply(
        Frames.message(
            vsn,
            channel.joinRef(),
            channel.joinRef(),
            channel.topic(),
            "phx_close",
            Replies::nothing));
  }

  /** What befell a channel. */
  void system(String topic, @Nullable String joinRef, String extension, String message) {
    outbox.reply(Channel.systemFrame(vsn, topic, joinRef, extension, false, message));
  }

  static void reason(JsonGenerator json, String reason) throws IOException {
    json.writeStartObject();
    json.writeStringField("reason", reason);
    json.writeEndObject();
  }

  static void nothing(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeEndObject();
  }
}
