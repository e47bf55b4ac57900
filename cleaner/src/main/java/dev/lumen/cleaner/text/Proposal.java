package dev.lumen.cleaner.text;

/**
 * An edit over the words {@code from} (inclusive) to {@code to} (exclusive) of a draft.
 *
 * @param from index of the first word
 * @param to index after the last word
 * @param replacement what shall stand there; empty for a deletion
 * @param finding why
 */
public record Proposal(int from, int to, String replacement, Finding finding) {
  public Proposal {
    if (from < 0 || to <= from) {
      throw new IllegalArgumentException("a proposal needs at least one word");
    }
  }

  /** Words {@code from} to {@code to} go. */
  public static Proposal delete(int from, int to, Finding finding) {
    return new Proposal(from, to, "", finding);
  }
}
