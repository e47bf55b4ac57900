package dev.lumen.server.realtime;

import java.nio.ByteBuffer;

/** Whole frames from server to client, RFC 6455 section 5.2: unmasked, in one piece. */
public final class WebSocketFrames {
  private static final int FINAL = 0x80;
  private static final int TEXT = 0x1;
  private static final int BINARY = 0x2;
  private static final int CLOSE = 0x8;
  private static final int PING = 0x9;
  private static final int PONG = 0xA;

  private WebSocketFrames() {}

  /** A text frame. */
  public static byte[] text(byte[] utf8) {
    return frame(TEXT, utf8);
  }

  /** A binary frame. */
  public static byte[] binary(byte[] bytes) {
    return frame(BINARY, bytes);
  }

  static byte[] ping() {
    return frame(PING, new byte[0]);
  }

  /** The answer to a ping. */
  public static byte[] pong(byte[] payload) {
    return frame(PONG, payload);
  }

  static byte[] close(int code, byte[] reason) {
    return frame(
        CLOSE, ByteBuffer.allocate(2 + reason.length).putShort((short) code).put(reason).array());
  }

  private static byte[] frame(int opcode, byte[] payload) {
    int length = payload.length;
    int header = length < 126 ? 2 : length < 1 << 16 ? 4 : 10;
    ByteBuffer frame = ByteBuffer.allocate(header + length).put((byte) (FINAL | opcode));
    switch (header) {
      case 2 -> frame.put((byte) length);
      case 4 -> frame.put((byte) 126).putShort((short) length);
      default -> frame.put((byte) 127).putLong(length);
    }
    return frame.put(payload).array();
  }
}
