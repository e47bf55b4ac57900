package dev.lumen.cli.clean;

/** Half characters, which JSON can escape and UTF-8 cannot write. */
final class Surrogates {
  private Surrogates() {}

  /** The JSON text with every surrogate that has no partner written as an escape. */
  static String escapeLone(String json) {
    StringBuilder escaped = null;
    for (int i = 0; i < json.length(); i++) {
      char unit = json.charAt(i);
      boolean lone =
          Character.isSurrogate(unit) && !Character.isSupplementaryCodePoint(json.codePointAt(i));
      if (lone && escaped == null) {
        escaped = new StringBuilder(json.length() + 16).append(json, 0, i);
      }
      if (escaped != null) {
        escaped.append(lone ? "\\u%04x".formatted((int) unit) : String.valueOf(unit));
      }
      if (Character.isHighSurrogate(unit) && !lone) {
        i++;
        if (escaped != null) {
          escaped.append(json.charAt(i));
        }
      }
    }
    return escaped == null ? json : escaped.toString();
  }
}
