package dev.lumen.server.review;

import dev.lumen.cleaner.context.KnownName;
import dev.lumen.cleaner.context.NameFinder;
import dev.lumen.server.turn.CorrectionState;
import dev.lumen.server.turn.CorrectionView;
import dev.lumen.server.turn.Reading;
import dev.lumen.server.vocabulary.NewTerm;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the decisions that hold in a turn teach. It depends on nothing but how the turn reads, so
 * that the lesson of a decision goes with it, whichever way it goes.
 *
 * @param rejected the texts whose correction is rejected, by their places; also where a person
 *     wrote something else over it
 * @param names those that people accepted or wrote
 */
record Lessons(Map<CorrectionView.Position, String> rejected, Set<String> names) {
  private static final List<String> TEACHING = List.of("misheard.", "number.", "case.");
  private static final int SHORTEST = 2;

  Lessons {
    rejected = Map.copyOf(rejected);
    names = Collections.unmodifiableSet(new LinkedHashSet<>(names));
  }

  /** What a turn teaches as it reads. */
  static Lessons of(Reading reading) {
    Map<CorrectionView.Position, String> rejected = new HashMap<>();
    Set<String> names = new LinkedHashSet<>();
    for (CorrectionView correction : reading.corrections()) {
      Stream.concat(Stream.of(correction), correction.replaced().stream())
          .filter(it -> it.state() == CorrectionState.REJECTED && isTeaching(it))
          .forEach(it -> rejected.put(it.position(), it.original().strip()));
      if (isConfirmed(correction)) {
        names(reading, correction)
            .filter(it -> it.length() <= NewTerm.MAX_LENGTH)
            .forEach(names::add);
      }
    }
    return new Lessons(rejected, names);
  }

  private static boolean isTeaching(CorrectionView correction) {
    int length = correction.original().strip().length();
    return length >= SHORTEST
        && length <= NewTerm.MAX_LENGTH
        && TEACHING.stream().anyMatch(correction.rule()::startsWith);
  }

  private static boolean isConfirmed(CorrectionView correction) {
    boolean misheard = correction.rule().startsWith("misheard.");
    return switch (correction.state()) {
      case ACCEPTED -> misheard || correction.isByPerson();
      case MODIFIED -> true;
      case PENDING, REJECTED -> false;
    };
  }

  private static Stream<String> names(Reading reading, CorrectionView correction) {
    List<KnownName> names = NameFinder.names(correction.corrected(), true);
    if (names.isEmpty() || !correction.original().isBlank()) {
      return names.stream().map(KnownName::written);
    }
    // What was put beside other words may be a part of their name.
    List<KnownName> all = NameFinder.names(reading.cleanedText(), true);
    return names.stream()
        .map(
            name ->
                all.stream()
                    .filter(it -> Collections.indexOfSubList(it.parts(), name.parts()) >= 0)
                    .findFirst()
                    .orElse(name)
                    .written());
  }
}
