package dev.lumen.server.realtime;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** A client that sends whatever bytes a test likes once the socket is open. */
final class RawSocket implements AutoCloseable {
  private static final int CLOSE = 0x88;

  private final Socket socket;
  private final DataInputStream in;

  RawSocket(URI address) {
    try {
      socket = new Socket(address.getHost(), address.getPort());
      socket.setSoTimeout(30_000);
      in = new DataInputStream(socket.getInputStream());
      String request =
          "GET "
              + address.getPath()
              + "?"
              + address.getQuery()
              + " HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
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

  /** Reads frames until the server closes. */
  int closeCode() {
    try {
      while (true) {
        int opcode = in.readUnsignedByte();
        int length = in.readUnsignedByte();
        byte[] payload = new byte[length == 126 ? in.readUnsignedShort() : length];
        in.readFully(payload);
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
