package dev.lumen.server.live;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Gives replies. An implementation blocks its caller's virtual thread while it works and stops soon
 * after that thread is interrupted.
 */
public interface Responder {

  /**
   * Answers the last turn of a talk.
   *
   * @param talk what was said, whose turn it is to answer last
   * @param onText is handed the reply piece by piece, in order, as soon as it is known
   * @return the whole reply and who gave it
   * @throws InterruptedException when nobody wants the reply any more
   */
  Reply reply(Talk talk, Consumer<String> onText) throws InterruptedException;

  /**
   * What a reply answers.
   *
   * @param personality the manner to speak in
   * @param topic what the talk is about, or null
   * @param said the latest turns, oldest first, cleaned
   */
  record Talk(Personality personality, @Nullable String topic, List<Said> said) {}

  /** One turn of a talk. */
  record Said(boolean byAssistant, String text) {}

  /**
   * A reply.
   *
   * @param text all of it
   * @param engine who gave it, for instance {@code lumen-local}
   * @param fallback whether somebody else should have given it and could not
   * @param brokenOff whether its engine failed before it came to an end, which its text says too
   */
  record Reply(String text, String engine, boolean fallback, boolean brokenOff) {
    /** One that came to its end. */
    public Reply(String text, String engine, boolean fallback) {
      this(text, engine, fallback, false);
    }
  }
}
