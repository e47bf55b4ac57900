package dev.lumen.server.analytics;

import org.jspecify.annotations.Nullable;

/**
 * What became of a number of the cleaner's corrections. docs/analytics.md defines each.
 *
 * @param made proposed by the cleaner, at once or later
 * @param applied in the text without anybody having been asked: HIGH and MEDIUM
 * @param accepted a person said that it is right
 * @param rejected a person said that it is wrong
 * @param modified a person put something else there
 * @param overwritten a person's edit of the text took its place
 * @param retroactive taught by a later turn
 */
public record Tally(
    int made,
    int applied,
    int accepted,
    int rejected,
    int modified,
    int overwritten,
    int retroactive) {
  static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0, 0);

  Tally plus(Tally other) {
    return new Tally(
        made + other.made,
        applied + other.applied,
        accepted + other.accepted,
        rejected + other.rejected,
        modified + other.modified,
        overwritten + other.overwritten,
        retroactive + other.retroactive);
  }

  /** How many people have decided, in whichever way. */
  int judged() {
    return accepted + rejected + modified + overwritten;
  }

  /** The share of the judged that were right as they were; null where nobody has judged. */
  @Nullable Double survival() {
    return judged() == 0 ? null : Double.valueOf(Figures.rounded((double) accepted / judged(), 4));
  }
}
