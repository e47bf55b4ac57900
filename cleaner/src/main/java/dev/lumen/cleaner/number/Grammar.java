package dev.lumen.cleaner.number;

import org.jspecify.annotations.Nullable;

/** Finds one kind of spoken value in running text, with the evidence that it is meant so. */
public interface Grammar {
  /** What starts at an atom; null for nothing. */
  @Nullable Found read(Atoms atoms, int at);
}
