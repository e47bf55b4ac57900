package dev.lumen.server.feed;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Message literals: hexadecimal with spaces; text in single quotes stands for its own bytes. */
final class Bytes {
  private Bytes() {}

  static ByteBuffer of(String literal) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String[] parts = literal.split("'", -1);
    for (int i = 0; i < parts.length; i++) {
      byte[] piece =
          i % 2 == 1
              ? parts[i].getBytes(StandardCharsets.UTF_8)
              : HexFormat.of().parseHex(parts[i].replace(" ", ""));
      out.writeBytes(piece);
    }
    return ByteBuffer.wrap(out.toByteArray());
  }
}
