package dev.lumen.cleaner;

import java.util.List;

/**
 * Makes turns readable. Immutable and safe to share between threads; what a conversation has taught
 * lives in its {@link ConversationMemory}, which cleaning reads and never changes.
 */
public interface Cleaner {

  /** The cleaner with all rules that ship. Loaded once; later calls cost nothing. */
  static Cleaner standard() {
    return RuleCleaner.shared();
  }

  /**
   * Cleans one turn. Never throws for any text, takes time linear in its length, and answers the
   * same for the same turn and memory.
   *
   * @param turn what the recogniser heard, or what the AI voice said
   * @param memory what the conversation has taught so far
   */
  CleanedTurn clean(Turn turn, ConversationMemory memory);

  /** As {@link #clean(Turn, ConversationMemory)}; the watch is told what each step took. */
  default CleanedTurn clean(Turn turn, ConversationMemory memory, CleaningStep.Watch watch) {
    return clean(turn, memory);
  }

  /**
   * What a lesson changes in earlier turns: names that are known only now are written as they
   * should be, and a claim that its speaker has taken back is marked. Nothing that a person has
   * decided is touched, and nothing that was applied before is undone; asking again with the result
   * brings nothing new. The cost is that of cleaning each turn once; the caller bounds their
   * number.
   *
   * @param earlier earlier turns of the conversation, oldest first
   * @param lesson what {@link ConversationMemory#remember(Turn, CleanedTurn)} answered for the turn
   *     that taught
   * @param memory the memory after that turn
   * @return the changed turns, oldest first
   */
  default List<Revision> revise(
      List<EarlierTurn> earlier, Lesson lesson, ConversationMemory memory) {
    return lesson.isEmpty() ? List.of() : new Revisions(this, memory, lesson).of(earlier);
  }
}
