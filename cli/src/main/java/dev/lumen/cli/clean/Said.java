package dev.lumen.cli.clean;

import org.jspecify.annotations.Nullable;

/**
 * A turn to clean.
 *
 * @param origin where it comes from
 * @param speaker its speaker
 * @param named whether the input names the speaker
 * @param rawText exactly what the offsets of its corrections count in
 * @param sharedContext what is known since this turn, or null
 */
record Said(
    Origin origin, String speaker, boolean named, String rawText, @Nullable String sharedContext) {

  /**
   * How the input names the turn; each may be missing.
   *
   * @param id a string or number
   * @param conversation a string or number
   * @param turnIndex a whole number
   */
  record Origin(@Nullable Object id, @Nullable Object conversation, @Nullable Number turnIndex) {}
}
