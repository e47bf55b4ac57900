package dev.lumen.server.model;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A language model that can be asked. A call blocks its caller's virtual thread, stops soon after
 * that thread is interrupted, and never takes longer than its deadline.
 */
public interface LanguageModel {

  /** Who answers, for instance {@code gemini/gemini-2.5-flash-lite}: provider and model. */
  String name();

  /** Who runs it, as names of measurements have it. */
  default String providerName() {
    return name().substring(0, name().indexOf('/'));
  }

  /** What is measured of it under a name of its own: {@code ai.gemini.call} for {@code call}. */
  default String operation(String what) {
    return "ai." + providerName() + "." + what;
  }

  /**
   * The same model for whoever tries something out: what that takes is measured as {@code
   * trial.gemini.call}, of which nothing is asked, so that it sets no alert off.
   */
  default LanguageModel trials() {
    return this;
  }

  /**
   * Asks, and waits for the whole answer.
   *
   * @param deadline how long the caller waits, tries again included
   * @throws ModelException when there is no answer that can be used; says why
   * @throws InterruptedException when nobody wants the answer any more
   */
  Answer ask(Question question, Duration deadline) throws ModelException, InterruptedException;

  /**
   * Asks, and hands the answer over piece by piece as it comes. Once a piece has been handed over
   * nothing is tried again.
   *
   * @param patience how long the caller waits for the first piece, and between two pieces
   * @param onText is handed each piece, in order, on the caller's thread
   * @return the whole answer
   * @throws ModelException as above; pieces already handed over stand
   * @throws InterruptedException as above
   */
  Answer stream(Question question, Duration patience, Consumer<String> onText)
      throws ModelException, InterruptedException;

  /**
   * What is asked.
   *
   * @param instruction who the model is and how it answers (the system prompt)
   * @param messages the talk, oldest first; the last is what is to be answered
   * @param json whether the answer must be one JSON object
   * @param temperature from 0 (always the likeliest words) to 2
   * @param maxTokens how long the answer may be
   * @param topP the share of likely words to choose from, 0 to 1; null for the provider's own
   */
  record Question(
      String instruction,
      List<Message> messages,
      boolean json,
      double temperature,
      int maxTokens,
      @Nullable Double topP) {}

  /** One contribution to the talk. */
  record Message(boolean fromModel, String text) {}

  /**
   * What came back.
   *
   * @param text all of it
   * @param requestId the provider's name for the call; null where it gives none
   * @param inputTokens as the provider counts them; null where it does not say
   * @param outputTokens likewise
   * @param tries how often it was asked, at least 1
   * @param took from the first try to the last byte
   */
  record Answer(
      String text,
      @Nullable String requestId,
      @Nullable Integer inputTokens,
      @Nullable Integer outputTokens,
      int tries,
      Duration took) {}
}
