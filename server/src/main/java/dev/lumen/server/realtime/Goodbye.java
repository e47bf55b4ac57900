package dev.lumen.server.realtime;

import io.helidon.websocket.WsCloseException;
import java.util.Arrays;

/**
 * What a client says when it leaves.
 *
 * @param code 1005 where it says nothing
 */
record Goodbye(int code, String reason) {
  private static final int SAYS_NOTHING = 1005;
  private static final int FIRST = 1000;
  private static final int LAST_OF_PROTOCOL = 1014;
  private static final int FIRST_OF_OTHERS = 3000;
  private static final int LAST = 4999;

  /**
   * Reads the content of a close frame, RFC 6455 sections 5.5.1 and 7.4.
   *
   * @throws WsCloseException when it is none
   */
  static Goodbye read(byte[] content) {
    if (content.length == 0) {
      return new Goodbye(SAYS_NOTHING, "");
    }
    int code = content.length == 1 ? 0 : ((content[0] & 0xFF) << 8) | (content[1] & 0xFF);
    if (!isAllowed(code)) {
      throw new WsCloseException(
          "A close frame has a code, or nothing.", CloseReason.PROTOCOL_ERROR.code());
    }
    byte[] reason = Arrays.copyOfRange(content, 2, content.length);
    return new Goodbye(code, new TextParts().next(reason, true));
  }

  // 1004 to 1006 stand for what no frame says.
  private static boolean isAllowed(int code) {
    boolean protocol = code >= FIRST && code <= LAST_OF_PROTOCOL && (code < 1004 || code > 1006);
    return protocol || (code >= FIRST_OF_OTHERS && code <= LAST);
  }
}
