package dev.lumen.server.realtime;

import io.helidon.websocket.WsCloseException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * The text of messages that come in pieces. A client may cut them anywhere, inside a character as
 * well (RFC 6455, 5.6): the beginning of one waits here for the rest.
 */
final class TextParts {
  private static final byte[] NOTHING = {};

  private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
  private byte[] begun = NOTHING;

  /**
   * The text as far as it has come.
   *
   * @param last whether the message ends with these bytes
   * @throws WsCloseException when they are no UTF-8
   */
  String next(byte[] bytes, boolean last) {
    ByteBuffer in = ByteBuffer.allocate(begun.length + bytes.length).put(begun).put(bytes).flip();
    CharBuffer out = CharBuffer.allocate(in.remaining());
    CoderResult result = decoder.reset().decode(in, out, last);
    if (result.isError()) {
      throw new WsCloseException(
          CloseReason.INVALID_TEXT.meaning(), CloseReason.INVALID_TEXT.code());
    }
    begun = NOTHING;
    if (in.hasRemaining()) {
      begun = new byte[in.remaining()];
      in.get(begun);
    }
    return out.flip().toString();
  }
}
