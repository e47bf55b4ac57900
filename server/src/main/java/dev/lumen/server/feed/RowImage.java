package dev.lumen.server.feed;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.Objects;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * The cells of a row in the one piece in which the log brought them; a cell is made when it is
 * asked for. Thousands of changes are kept for clients that come back, and hardly any is ever read:
 * as cells, each would be three objects for every column, which the collector has to move.
 */
final class RowImage extends AbstractList<Cell> implements RandomAccess {
  static final int NULL = 'n';
  static final int UNCHANGED = 'u';
  static final int TEXT = 't';

  private static final int HEAD = 1 + Integer.BYTES;
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private final byte[] bytes;
  private final int size;

  /**
   * An image.
   *
   * @param bytes a kind for each cell, behind that of a text its length in four bytes and the text;
   *     it must be whole
   * @param size how many cells
   */
  RowImage(byte[] bytes, int size) {
    this.bytes = bytes;
    this.size = size;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public Cell get(int index) {
    Objects.checkIndex(index, size);
    int at = 0;
    for (int i = 0; i < index; i++) {
      at = behind(at);
    }
    return switch (bytes[at]) {
      case NULL -> Cell.NULL;
      case UNCHANGED -> Cell.UNCHANGED_TOAST;
      default -> new Cell.Text(new String(bytes, at + HEAD, length(at), StandardCharsets.UTF_8));
    };
  }

  /** Makes no text to find what is none. */
  @Override
  public boolean contains(@Nullable Object wanted) {
    if (!(wanted instanceof Cell.UnchangedToast)) {
      return super.contains(wanted);
    }
    for (int i = 0, at = 0; i < size; i++, at = behind(at)) {
      if (bytes[at] == UNCHANGED) {
        return true;
      }
    }
    return false;
  }

  /** How much memory it takes. */
  int length() {
    return bytes.length;
  }

  private int behind(int at) {
    return bytes[at] == TEXT ? at + HEAD + length(at) : at + 1;
  }

  private int length(int at) {
    return (int) INT.get(bytes, at + 1);
  }
}
