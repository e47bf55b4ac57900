package dev.lumen.server.realtime;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes the frames of the native WebSocket; {@code docs/protocol/native.md} describes them. */
final class NativeFace implements Face {
  static final NativeFace INSTANCE = new NativeFace();

  private NativeFace() {}

  @Override
  public byte[] event(ConversationEvent event) {
    return WebSocketFrames.text(EventJson.of(event));
  }

  @Override
  public byte[] news(News news) {
    return WebSocketFrames.text(EventJson.of(news));
  }

  /**
   * An answer to one client.
   *
   * @param ref the client's own mark on what is answered, null when it set none
   */
  byte[] answer(
      String type,
      @Nullable UUID conversation,
      Instant at,
      @Nullable String ref,
      EventJson.Payload payload) {
    return WebSocketFrames.text(EventJson.answer(type, conversation, at, ref, payload));
  }
}
