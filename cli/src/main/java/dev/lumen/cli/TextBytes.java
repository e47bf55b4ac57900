package dev.lumen.cli;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Text out of the bytes of a file or a pipe: UTF-8, or UTF-16 where the mark at its beginning says
 * so, as some editors and shells write it. What is neither is refused: read with signs of
 * replacement it would lose what was said without a word about it.
 */
public final class TextBytes {
  /** What to do about bytes that are no text. */
  public static final String REFUSED =
      "this is not text in UTF-8; save it as UTF-8, or convert it with"
          + " iconv -f WINDOWS-1252 -t UTF-8.";

  private TextBytes() {}

  /**
   * All of a text.
   *
   * @throws CharacterCodingException when it is in neither encoding
   */
  public static String all(byte[] bytes) throws CharacterCodingException {
    return isUtf16(bytes, bytes.length)
        ? StandardCharsets.UTF_16.newDecoder().decode(ByteBuffer.wrap(bytes)).toString()
        : utf8(bytes);
  }

  /**
   * A part of a text in UTF-8.
   *
   * @throws CharacterCodingException when it is not
   */
  public static String utf8(byte[] bytes) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }

  /** Whether bytes begin with the mark of UTF-16, in either order. */
  public static boolean isUtf16(byte[] bytes, int length) {
    return length >= 2
        && ((bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF)
            || (bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE));
  }
}
