package dev.lumen.server.turn;

import dev.lumen.cleaner.CleanedTurn;
import dev.lumen.cleaner.Lesson;
import java.util.List;
import java.util.Map;

/**
 * What processing made of a turn, ready to be stored.
 *
 * @param cleaned the cleaner's answer
 * @param engine the engine that ran: {@code lumen-cleaner}, or {@code none} for the AI voice
 * @param processingTimeMs the time the cleaner took
 * @param timings milliseconds by step
 * @param windowSize the size of the sliding window in force
 * @param contextTurns how many earlier turns the window really held
 * @param lesson what the turn has taught the conversation's memory
 * @param doubtful whether a language model could better it
 */
public record CleanedResult(
    CleanedTurn cleaned,
    String engine,
    double processingTimeMs,
    Map<String, Double> timings,
    int windowSize,
    int contextTurns,
    Lesson lesson,
    boolean doubtful) {

  /** Whether more than the turn itself changes: earlier turns, or what the talk is about. */
  boolean reachesFurther() {
    return !lesson.isEmpty() || cleaned.transition() != null;
  }

  /** The corrections as the wire shows them. */
  public List<CorrectionView> corrections() {
    return cleaned.corrections().stream().map(CorrectionView::of).toList();
  }
}
