package dev.lumen.cleaner;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a later turn changes in an earlier one.
 *
 * @param index of the earlier turn in the list that was given
 * @param corrections all its corrections from now on, in order of position, none overlapping
 * @param added those among them that the later turn brought
 * @param takenBack the claim that its speaker has taken back, or null
 */
public record Revision(
    int index,
    List<Correction> corrections,
    List<Correction> added,
    @Nullable TakenBack takenBack) {
  public Revision {
    corrections = List.copyOf(corrections);
    added = List.copyOf(added);
  }
}
