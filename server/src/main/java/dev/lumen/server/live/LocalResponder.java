package dev.lumen.server.live;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Answers without any model and without a network: it gives back what it has understood and asks
 * one open question. It keeps a talk going and a client testable, and says what it is when asked.
 */
public final class LocalResponder implements Responder {
  /** Its name as the engine of a reply. */
  public static final String ENGINE = "lumen-local";

  private static final int LONGEST_ECHO = 12;
  private static final Pattern WHAT_ARE_YOU =
      Pattern.compile(
          "\\b(are you (an? )?(ai|bot|robot|human|real|model|person|machine)|who are you|what are you)\\b");
  private static final Pattern THANKS = Pattern.compile("\\b(thanks|thank you|cheers)\\b");
  private static final Pattern GOODBYE = Pattern.compile("\\b(bye|goodbye|see you|talk later)\\b");
  private static final List<String> QUESTIONS =
      List.of(
          "What happened then?",
          "What matters most to you about that?",
          "How did that come about?",
          "What would you like to happen next?");

  @Override
  public Reply reply(Talk talk, Consumer<String> onText) throws InterruptedException {
    StringBuilder whole = new StringBuilder();
    for (String sentence : sentences(talk)) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      String piece = whole.isEmpty() ? sentence : " " + sentence;
      whole.append(piece);
      onText.accept(piece);
    }
    return new Reply(whole.toString(), ENGINE, false);
  }

  private static List<String> sentences(Talk talk) {
    String heard = talk.said().isEmpty() ? "" : talk.said().getLast().text().strip();
    String lower = heard.toLowerCase(Locale.ROOT);
    if (heard.isEmpty()) {
      return List.of("I did not catch that.", "Could you say it again?");
    }
    if (WHAT_ARE_YOU.matcher(lower).find()) {
      return List.of(
          "I am Lumen's built-in responder, a few rules and no language model.",
          "With a model configured, it would answer here instead.");
    }
    if (GOODBYE.matcher(lower).find()) {
      return List.of("Goodbye, and thank you for the talk.");
    }
    if (THANKS.matcher(lower).find()) {
      return List.of("You are welcome.", "Is there anything else?");
    }
    return List.of(understood(talk.personality(), heard), question(talk));
  }

  private static String understood(Personality personality, String heard) {
    String said = shortened(heard);
    return switch (personality) {
      case FRIENDLY_NEUTRAL -> "I heard: \"" + said + "\".";
      case SASSY_ENGLISH -> "Right then, \"" + said + "\".";
      case BLUNT_AMERICAN -> "Got it: \"" + said + "\".";
    };
  }

  private static String shortened(String text) {
    String[] words = text.split("\\s+", -1);
    String kept =
        words.length <= LONGEST_ECHO
            ? text
            : String.join(" ", List.of(words).subList(0, LONGEST_ECHO)) + " …";
    return kept.replaceAll("[.!?]+$", "");
  }

  private static String question(Talk talk) {
    long answered = talk.said().stream().filter(Said::byAssistant).count();
    return QUESTIONS.get((int) (answered % QUESTIONS.size()));
  }
}
