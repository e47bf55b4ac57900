package dev.lumen.cleaner;

import dev.lumen.cleaner.context.KnownName;
import java.lang.Character.UnicodeScript;
import java.util.List;
import java.util.Set;

/**
 * What one turn has taught a conversation. Where it is not {@link #isEmpty() empty}, earlier turns
 * are worth a second look: {@link Cleaner#revise}.
 *
 * @param turn the turn that taught
 * @param cleaned what the cleaner made of it
 * @param names the names that nobody had said or shared before
 * @param scripts the scripts beside Latin that turned out to be spoken here
 */
public record Lesson(
    Turn turn, CleanedTurn cleaned, List<KnownName> names, Set<UnicodeScript> scripts) {
  public Lesson {
    names = List.copyOf(names);
    scripts = Set.copyOf(scripts);
  }

  /** A lesson about names alone. */
  public Lesson(Turn turn, CleanedTurn cleaned, List<KnownName> names) {
    this(turn, cleaned, names, Set.of());
  }

  /** Whether no earlier turn can read differently for it. */
  public boolean isEmpty() {
    return names.isEmpty() && scripts.isEmpty() && !cleaned.selfCorrection();
  }
}
