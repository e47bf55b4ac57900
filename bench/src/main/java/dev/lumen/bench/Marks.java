package dev.lumen.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Finds in frames what a benchmark has put into them, without reading them as JSON. */
public final class Marks {
  private static final byte[] MARK = "bench-".getBytes(StandardCharsets.UTF_8);

  private Marks() {}

  /** What is put into a text so that {@link #number} finds the number. */
  public static String of(int number) {
    return "bench-" + number;
  }

  /** The number that a frame is marked with, or -1. */
  public static int number(ByteBuffer frame) {
    int at = find(frame, MARK);
    if (at < 0) {
      return -1;
    }
    int number = 0;
    for (at += MARK.length; at < frame.limit(); at++) {
      byte digit = frame.get(at);
      if (digit < '0' || digit > '9') {
        break;
      }
      number = 10 * number + digit - '0';
    }
    return number;
  }

  /** Whether the text is in a frame. */
  public static boolean has(ByteBuffer frame, byte[] text) {
    return find(frame, text) >= 0;
  }

  private static int find(ByteBuffer in, byte[] wanted) {
    for (int at = 0; at + wanted.length <= in.limit(); at++) {
      int i = 0;
      while (i < wanted.length && in.get(at + i) == wanted[i]) {
        i++;
      }
      if (i == wanted.length) {
        return at;
      }
    }
    return -1;
  }
}
