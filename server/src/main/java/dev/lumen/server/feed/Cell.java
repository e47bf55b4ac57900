package dev.lumen.server.feed;

/** One column's value in a row image, as the log carries it. */
public sealed interface Cell {

  /** SQL NULL, or a column that the row image leaves out. */
  Cell NULL = new Null();

  /** Stored out of line and not touched by the update: the log does not repeat it. */
  Cell UNCHANGED_TOAST = new UnchangedToast();

  /**
   * A value in PostgreSQL's text format.
   *
   * @param value for instance {@code t} for a true boolean
   */
  record Text(String value) implements Cell {
    /** Leaves the value out: it may be what a person said, and this ends up in logs. */
    @Override
    public String toString() {
      return "Text[" + value.length() + " characters]";
    }
  }

  /** See {@link Cell#NULL}. */
  record Null() implements Cell {}

  /** See {@link Cell#UNCHANGED_TOAST}. */
  record UnchangedToast() implements Cell {}
}
