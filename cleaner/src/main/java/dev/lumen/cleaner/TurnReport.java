package dev.lumen.cleaner;

import dev.lumen.cleaner.context.Flow;
import dev.lumen.cleaner.context.SelfCorrections;
import dev.lumen.cleaner.context.Topics;
import dev.lumen.cleaner.text.Tokenizer;
import dev.lumen.cleaner.text.Word;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a cleaned text tells about the conversation.
 *
 * @param leading the leading context of this turn
 * @param active every context after it, leading one first
 * @param transition the change it brought, or null
 * @param selfCorrection whether something said before is taken back
 * @param domain the business domain, or null
 * @param flow what the turn does
 */
record TurnReport(
    String leading,
    List<String> active,
    @Nullable ContextTransition transition,
    boolean selfCorrection,
    @Nullable String domain,
    String flow) {

  /**
   * What a text tells.
   *
   * @param before the contexts the conversation was in
   * @param expected the business domain that the conversation is said to be about, or null
   */
  static TurnReport of(String cleanedText, List<String> before, @Nullable String expected) {
    List<Word> tokens = Tokenizer.tokenize(cleanedText);
    List<String> words = tokens.stream().filter(Word::isSpoken).map(Word::lower).toList();
    List<String> topics =
        Topics.of(words, asked(tokens), before.isEmpty() ? null : before.getFirst());
    List<String> active = topics.isEmpty() ? before : topics;
    String leading = topics.isEmpty() ? Topics.GENERAL : topics.getFirst();
    boolean corrects = SelfCorrections.isIn(words);
    boolean asks = !tokens.isEmpty() && tokens.getLast().text().equals("?");
    return new TurnReport(
        leading,
        active,
        transition(before, active),
        corrects,
        Topics.domain(words, expected),
        Flow.of(words, asks, corrects));
  }

  /** The words of the last sentence, where that is a question. */
  private static List<String> asked(List<Word> tokens) {
    if (tokens.isEmpty() || !tokens.getLast().text().equals("?")) {
      return List.of();
    }
    int from = tokens.size() - 1;
    while (from > 0 && !tokens.get(from - 1).endsSentence()) {
      from--;
    }
    return tokens.subList(from, tokens.size()).stream()
        .filter(Word::isSpoken)
        .map(Word::lower)
        .toList();
  }

  /** A change of the leading context; a change among the others is none. */
  private static @Nullable ContextTransition transition(List<String> before, List<String> after) {
    if (after.isEmpty() || after.equals(before)) {
      return null;
    }
    if (!before.isEmpty() && before.getFirst().equals(after.getFirst())) {
      return null;
    }
    String reason =
        before.isEmpty()
            ? "The conversation turned to " + spoken(after.getFirst())
            : "From " + spoken(before.getFirst()) + " to " + spoken(after.getFirst());
    return new ContextTransition(before, after, reason);
  }

  private static String spoken(String topic) {
    return topic.replace('_', ' ');
  }
}
