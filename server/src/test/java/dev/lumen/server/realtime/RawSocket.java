package dev.lumen.server.realtime;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** A client that sends whatever bytes a test likes once the socket is open. */
final class RawSocket implements AutoCloseable {
  private static final int CLOSE = 0x88;

  private final Socket socket;
  private final DataInputStream in;

  RawSocket(URI address) {
    this(address, "websocket");
  }

  /**
   * @param upgrade how the request for a socket spells what it wants
   */
  RawSocket(URI address, String upgrade) {
    try {
      socket = new Socket(address.getHost(), address.getPort());
      socket.setSoTimeout(30_000);
      in = new DataInputStream(socket.getInputStream());
      String request =
          "GET "
              + address.getPath()
              + "?"
              + address.getQuery()
              + " HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: "
              + upgrade
              + "\r\n"
              + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      skipHeaders();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void skipHeaders() throws IOException {
    int last = 0;
    while (last != 0x0D0A0D0A) {
      last = (last << 8) | in.readUnsignedByte();
    }
  }

  void send(String hex) {
    try {
      socket.getOutputStream().write(HexFormat.of().parseHex(hex.replace(" ", "")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One frame, masked with zeros. */
  void frame(int first, byte[] payload) {
    ByteBuffer frame = ByteBuffer.allocate(payload.length + 8).put((byte) first);
    if (payload.length < 126) {
      frame.put((byte) (0x80 | payload.length));
    } else {
      frame.put((byte) 0xFE).putShort((short) payload.length);
    }
    frame.putInt(0).put(payload);
    send(HexFormat.of().formatHex(frame.array(), 0, frame.position()));
  }

  /** A text message in frames that are cut behind so many bytes each. */
  void textInPieces(String text, int... lengths) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int from = 0;
    for (int length : lengths) {
      frame(from == 0 ? 0x01 : 0x00, Arrays.copyOfRange(bytes, from, from + length));
      from += length;
    }
    frame(0x80, Arrays.copyOfRange(bytes, from, bytes.length));
  }

  /** The next text that has this in it. */
  String awaitText(String part) {
    try {
      while (true) {
        int opcode = in.readUnsignedByte();
        byte[] payload = payload();
        String text = new String(payload, StandardCharsets.UTF_8);
        if (opcode == CLOSE) {
          throw new AssertionError("Closed before " + part);
        }
        if (text.contains(part)) {
          return text;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] payload() throws IOException {
    int length = in.readUnsignedByte();
    byte[] payload =
        new byte
            [length == 126 ? in.readUnsignedShort() : length == 127 ? (int) in.readLong() : length];
    in.readFully(payload);
    return payload;
  }

  /** Reads frames until the server closes. */
  int closeCode() {
    try {
      while (true) {
        int opcode = in.readUnsignedByte();
        byte[] payload = payload();
        if (opcode == CLOSE) {
          return ((payload[0] & 0xFF) << 8) | (payload[1] & 0xFF);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
