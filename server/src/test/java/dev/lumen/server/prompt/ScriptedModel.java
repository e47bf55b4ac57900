package dev.lumen.server.prompt;

import dev.lumen.server.api.Json;
import dev.lumen.server.model.LanguageModel;
import dev.lumen.server.model.ModelException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A model in the test's own process that answers what the test says. */
final class ScriptedModel implements LanguageModel {
  private final List<String> prompts = new CopyOnWriteArrayList<>();
  private volatile Script script = prompt -> "{\"cleaned_text\": \"\"}";

  /** What it answers. */
  interface Script {
    String answer(String prompt) throws ModelException, InterruptedException;
  }

  /** Has it answer like this from now on. */
  void answers(Script next) {
    this.script = next;
  }

  /** Has it write every turn like this from now on. */
  void writes(String text) {
    answers(prompt -> Json.text(Map.of("cleaned_text", text)));
  }

  /** Whether it was asked about a turn with these words. */
  boolean wasAskedAbout(String words) {
    return prompts.stream().anyMatch(it -> it.contains("The turn:\n" + words));
  }

  @Override
  public String name() {
    return "test/scripted";
  }

  @Override
  public Answer ask(Question question, Duration deadline)
      throws ModelException, InterruptedException {
    String prompt = question.messages().getLast().text();
    prompts.add(prompt);
    return new Answer(script.answer(prompt), "req-42", 120, 30, 1, Duration.ofMillis(3));
  }

  @Override
  public Answer stream(Question question, Duration patience, Consumer<String> onText) {
    throw new UnsupportedOperationException("turns are never streamed");
  }
}
