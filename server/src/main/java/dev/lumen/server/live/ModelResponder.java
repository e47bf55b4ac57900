package dev.lumen.server.live;

import dev.lumen.server.measure.Measurements;
import dev.lumen.server.model.LanguageModel;
import dev.lumen.server.model.LanguageModel.Message;
import dev.lumen.server.model.LanguageModel.Question;
import dev.lumen.server.model.ModelException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Lets a language model answer, piece by piece. Where it gives nothing at all the local responder
 * answers in its place and is marked as such; where it breaks off, so does the reply, and says so.
 */
public final class ModelResponder implements Responder {
  private static final System.Logger LOG = System.getLogger(ModelResponder.class.getName());

  /** Of the talk, so that a long one costs no more than a short one. */
  private static final int MOST_CHARS = 12_000;

  private static final int MOST_TOKENS = 300;
  private static final double TEMPERATURE = 0.7;
  private static final String BROKEN_OFF = " … I am sorry, my answer breaks off here.";

  private final LanguageModel model;
  private final Duration patience;
  private final Responder local;
  private final Measurements measurements;
  private final String errors;

  /**
   * A responder.
   *
   * @param patience for the first words, and between any two: after that somebody else should speak
   * @param local answers when the model does not
   * @param measurements are told how long it takes to deal with a failure (P-62)
   */
  public ModelResponder(
      LanguageModel model, Duration patience, Responder local, Measurements measurements) {
    this.model = model;
    this.patience = patience;
    this.local = local;
    this.measurements = measurements;
    this.errors = model.operation("error");
  }

  @Override
  public Reply reply(Talk talk, Consumer<String> onText) throws InterruptedException {
    if (talk.said().isEmpty() || talk.said().getLast().text().isBlank()) {
      // Nothing is left of a sound once it is cleaned; to ask again takes no model.
      return local.reply(talk, onText);
    }
    StringBuilder spoken = new StringBuilder();
    try {
      LanguageModel.Answer answer =
          model.stream(
              question(talk),
              patience,
              piece -> {
                spoken.append(piece);
                onText.accept(piece);
              });
      return new Reply(answer.text(), model.name(), false);
    } catch (ModelException e) {
      long known = System.nanoTime();
      LOG.log(Level.WARNING, "A reply is given without the model: {0}", e.getMessage());
      Reply reply = spoken.isEmpty() ? instead(talk, onText) : cut(spoken, onText);
      measurements.record(errors, System.nanoTime() - known);
      return reply;
    }
  }

  private Reply instead(Talk talk, Consumer<String> onText) throws InterruptedException {
    Reply reply = local.reply(talk, onText);
    return new Reply(reply.text(), reply.engine(), true);
  }

  private Reply cut(StringBuilder spoken, Consumer<String> onText) {
    onText.accept(BROKEN_OFF);
    return new Reply(spoken + BROKEN_OFF, model.name(), false, true);
  }

  private static Question question(Talk talk) {
    return new Question(instruction(talk), messages(talk), false, TEMPERATURE, MOST_TOKENS, null);
  }

  private static String instruction(Talk talk) {
    String about =
        talk.topic() == null
            ? ""
            : "\nThe talk is about: " + talk.topic().strip().replace('\n', ' ');
    return """
    You are the voice of Lumen in a spoken conversation. How you speak: %s
    Your words are read aloud, so answer in one to three short sentences, without lists, headings, emoji or markup.
    What people say comes from a speech recogniser and may hold misheard words; go by what was probably meant.
    You can do nothing but talk: do not claim to look things up, remember other conversations or act for anybody.
    If you do not know, say so. If you are asked what you are, say that you are a language model.%s"""
        .formatted(talk.personality().description(), about);
  }

  /** The latest turns, from one that a person said: many models refuse a talk they have begun. */
  private static List<Message> messages(Talk talk) {
    List<Message> latest = new ArrayList<>();
    int chars = 0;
    for (Said said : talk.said().reversed()) {
      chars += said.text().length();
      if (chars > MOST_CHARS && !latest.isEmpty()) {
        break;
      }
      latest.addFirst(new Message(said.byAssistant(), said.text()));
    }
    while (latest.size() > 1 && latest.getFirst().fromModel()) {
      latest.removeFirst();
    }
    return latest;
  }
}
