package dev.lumen.cleaner;

import dev.lumen.cleaner.context.KnownName;
import dev.lumen.cleaner.context.SpokenScripts;
import dev.lumen.cleaner.context.Withdrawals;
import dev.lumen.cleaner.text.Tokenizer;
import dev.lumen.cleaner.text.Word;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks at earlier turns again with what a later one has taught. Only corrections that write a
 * newly learnt name are taken over from the second look; whatever else it would do differently was
 * decided when the turn was new, and stays.
 */
final class Revisions {
  private static final int SHORTEST_PART = 3;

  private final Cleaner cleaner;
  private final ConversationMemory memory;
  private final Lesson lesson;
  private final Set<String> learnt = new HashSet<>();

  Revisions(Cleaner cleaner, ConversationMemory memory, Lesson lesson) {
    this.cleaner = cleaner;
    this.memory = memory.withoutHearsay(lesson.names());
    this.lesson = lesson;
    for (KnownName name : lesson.names()) {
      name.parts().stream().filter(part -> part.length() >= SHORTEST_PART).forEach(learnt::add);
    }
  }

  List<Revision> of(List<EarlierTurn> earlier) {
    int claimed = turnThatClaimed(earlier);
    List<Revision> revisions = new ArrayList<>();
    for (int i = 0; i < earlier.size(); i++) {
      TakenBack takenBack = i == claimed ? takenBack(earlier.get(i)) : null;
      List<Correction> added = added(earlier.get(i));
      if (!added.isEmpty() || takenBack != null) {
        revisions.add(new Revision(i, merged(earlier.get(i), added), added, takenBack));
      }
    }
    return revisions;
  }

  private List<Correction> added(EarlierTurn earlier) {
    if (earlier.turn().isFromAssistant()) {
      return List.of();
    }
    Correction emptied = emptied(earlier);
    if (emptied != null) {
      return SpokenScripts.isHeldIn(emptied.original(), lesson.scripts())
          ? List.of(restored(emptied))
          : List.of();
    }
    if (learnt.isEmpty()) {
      return List.of();
    }
    return cleaner.clean(earlier.turn(), memory).corrections().stream()
        .filter(Correction::applied)
        .filter(this::writesLearntName)
        .filter(correction -> isNew(correction, earlier))
        .toList();
  }

  /** What emptied a turn that was taken for no speech, unless a person has decided it; or null. */
  private static @Nullable Correction emptied(EarlierTurn earlier) {
    for (Correction correction : earlier.corrections()) {
      if (correction.rule().equals(CleanedTurn.NO_SPEECH)
          && correction.applied()
          && !earlier.decided().contains(correction.position())) {
        return correction;
      }
    }
    return null;
  }

  /** The first words of a conversation in Greek: the emptying is only offered from now on. */
  private static Correction restored(Correction emptied) {
    return new Correction(
        emptied.original(),
        emptied.corrected(),
        Confidence.LOW,
        "Taken for no speech until the conversation showed which script it is held in",
        emptied.rule(),
        emptied.position(),
        false,
        1);
  }

  private boolean writesLearntName(Correction correction) {
    return Tokenizer.tokenize(correction.corrected()).stream()
        .map(Word::lower)
        .anyMatch(learnt::contains);
  }

  private static boolean isNew(Correction correction, EarlierTurn earlier) {
    if (earlier.decided().stream().anyMatch(correction.position()::overlaps)) {
      return false;
    }
    return earlier.corrections().stream()
        .noneMatch(
            stored ->
                stored.position().equals(correction.position())
                    && stored.applied()
                    && stored.corrected().equals(correction.corrected()));
  }

  /** What is added takes the place of what it overlaps. */
  private static List<Correction> merged(EarlierTurn earlier, List<Correction> added) {
    List<Correction> all = new ArrayList<>(added);
    for (Correction stored : earlier.corrections()) {
      if (added.stream().noneMatch(it -> it.position().overlaps(stored.position()))) {
        all.add(stored);
      }
    }
    all.sort(Comparator.comparingInt(correction -> correction.position().start()));
    return all;
  }

  /** The index of the latest turn of the same speaker that made the claim; -1 for none. */
  private int turnThatClaimed(List<EarlierTurn> earlier) {
    if (!lesson.cleaned().selfCorrection()) {
      return -1;
    }
    for (int i = earlier.size() - 1; i >= 0; i--) {
      boolean own = earlier.get(i).turn().speaker().equals(lesson.turn().speaker());
      if (own && takenBack(earlier.get(i)) != null) {
        return i;
      }
    }
    return -1;
  }

  private @Nullable TakenBack takenBack(EarlierTurn earlier) {
    String before = earlier.cleanedText();
    Withdrawals.Claim claim = Withdrawals.find(lesson.cleaned().cleanedText(), before);
    if (claim == null) {
      return null;
    }
    Span raw = RawSpans.of(earlier.corrections(), claim.start(), claim.end());
    return new TakenBack(raw, before.substring(claim.start(), claim.end()), claim.replacement());
  }
}
