package dev.lumen.server.live;

/** Cuts texts without halving a character, which could be neither told nor stored. */
final class Cut {
  private Cut() {}

  /** Where a text may be cut: at that place, or just before it. */
  static int at(CharSequence text, int place) {
    boolean within =
        place > 0 && place < text.length() && Character.isLowSurrogate(text.charAt(place));
    return within && Character.isHighSurrogate(text.charAt(place - 1)) ? place - 1 : place;
  }

  /** The beginning of a text, so long at most. */
  static String first(String text, int most) {
    return text.length() <= most ? text : text.substring(0, at(text, most));
  }
}
