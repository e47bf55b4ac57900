package dev.lumen.server.model;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * A guarded model for whoever tries something out: measured under names of which nothing is asked.
 */
record TrialModel(GuardedModel model) implements LanguageModel {

  @Override
  public String name() {
    return model.name();
  }

  @Override
  public String operation(String what) {
    return "trial." + providerName() + "." + what;
  }

  @Override
  public Answer ask(Question question, Duration deadline)
      throws ModelException, InterruptedException {
    return model.ask(question, deadline, this);
  }

  @Override
  public Answer stream(Question question, Duration patience, Consumer<String> onText)
      throws ModelException, InterruptedException {
    return model.stream(question, patience, onText, this);
  }
}
