package dev.lumen.cleaner.rule;

import dev.lumen.cleaner.CleanedTurn;
import dev.lumen.cleaner.Cleaner;
import dev.lumen.cleaner.ConversationMemory;
import dev.lumen.cleaner.Span;
import dev.lumen.cleaner.Turn;
import dev.lumen.cleaner.VocabularyTerm;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One line of a rule's examples.
 *
 * @param rule the id of the rule
 * @param taught what the conversation knows: a shared context or turns before this one
 * @param vocabulary what people have told the cleaner
 * @param raw the raw turn, without the braces
 * @param cleaned what the whole cleaner shall make of it; null where only this rule must keep still
 * @param span the raw span of the rule's first edit; null where the rule must not touch the turn
 */
record RuleExample(
    String rule,
    List<Turn> taught,
    List<VocabularyTerm> vocabulary,
    String raw,
    @Nullable String cleaned,
    @Nullable Span span) {

  boolean mustChange() {
    return span != null;
  }

  CleanedTurn run() {
    ConversationMemory memory = new ConversationMemory();
    memory.use(vocabulary);
    for (Turn turn : taught) {
      memory.remember(turn, Cleaner.standard().clean(turn, memory));
    }
    return Cleaner.standard().clean(Turn.of("User", raw), memory);
  }

  static List<RuleExample> of(String rule) {
    String name = "/rule-examples/" + rule + ".txt";
    try (InputStream in = RuleExample.class.getResourceAsStream(name)) {
      if (in == null) {
        return List.of();
      }
      return parse(rule, new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + name, e);
    }
  }

  private static List<RuleExample> parse(String rule, List<String> lines) {
    List<RuleExample> examples = new ArrayList<>();
    List<Turn> taught = new ArrayList<>();
    List<VocabularyTerm> vocabulary = new ArrayList<>();
    for (String line : lines) {
      if (line.isBlank()) {
        taught.clear();
        vocabulary.clear();
      } else if (line.startsWith("vocabulary: ")) {
        vocabulary.add(term(line.substring(12)));
      } else if (line.startsWith("@")) {
        taught.add(new Turn("Lumen", "Hello.", line.substring(1).strip(), null));
      } else if (line.startsWith("Lumen: ")) {
        taught.add(Turn.of("Lumen", line.substring(7)));
      } else if (line.startsWith("User: ")) {
        taught.add(Turn.of("User", line.substring(6)));
      } else if (!line.startsWith("#")) {
        examples.add(parse(rule, List.copyOf(taught), List.copyOf(vocabulary), line));
      }
    }
    return examples;
  }

  /** {@code term | sounds like, or so}; {@code !phrase} for what never changes. */
  private static VocabularyTerm term(String line) {
    if (line.startsWith("!")) {
      return new VocabularyTerm(line.substring(1), List.of(), true);
    }
    String[] halves = line.split(" \\| ", 2);
    List<String> sounds = halves.length > 1 ? List.of(halves[1].split(", ", -1)) : List.of();
    return new VocabularyTerm(halves[0], sounds, false);
  }

  private static RuleExample parse(
      String rule, List<Turn> taught, List<VocabularyTerm> vocabulary, String line) {
    if (line.startsWith("= ")) {
      return new RuleExample(rule, taught, vocabulary, line.substring(2), null, null);
    }
    int arrow = line.indexOf(" => ");
    String marked = line.substring(0, arrow);
    int open = marked.indexOf('{');
    int close = marked.indexOf('}') - 1;
    String raw = marked.replaceFirst("\\{", "").replaceFirst("}", "");
    String cleaned = Objects.requireNonNull(line.substring(arrow + 4));
    return new RuleExample(rule, taught, vocabulary, raw, cleaned, new Span(open, close));
  }

  @Override
  public String toString() {
    return rule + ": " + raw;
  }
}
