package dev.lumen.server.prompt;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a template. A word in braces is a variable; braces around anything else, such as the
 * JSON of an example, stand for themselves.
 *
 * @param text as a person wrote it
 */
record TemplateText(String text) {
  /** The longest text of a template, in characters. */
  static final int MAX_LENGTH = 20_000;

  static final String CONTEXT = "conversation_context";
  static final String RAW_TEXT = "raw_text";
  static final String LEVEL = "cleaning_level";

  /** What a variable can stand for. */
  static final List<String> KNOWN = List.of(CONTEXT, RAW_TEXT, LEVEL);

  private static final Pattern VARIABLE = Pattern.compile("\\{([A-Za-z_][A-Za-z0-9_]*)\\}");

  /** Models count pieces of words; in English text one is about four letters long. */
  private static final double CHARACTERS_A_TOKEN = 4;

  /** The variables in it, each once, in the order of their first use. */
  List<String> variables() {
    Set<String> names = new LinkedHashSet<>();
    Matcher matcher = VARIABLE.matcher(text);
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return List.copyOf(names);
  }

  /** What is wrong with it, and what to do about it; empty when it can be used. */
  Optional<String> problem() {
    for (String name : variables()) {
      if (!KNOWN.contains(name)) {
        return Optional.of(
            "has a variable that nobody fills; those there are: {conversation_context} (what was said before), {raw_text} (the turn), {cleaning_level}. To write a word in braces that is no variable, put a space behind the brace");
      }
    }
    return variables().contains(RAW_TEXT)
        ? Optional.empty()
        : Optional.of("must contain {raw_text}, or the model would not see the turn");
  }

  /** The text with its variables filled; what is filled in is not looked at for variables. */
  String render(Map<String, String> values) {
    return VARIABLE
        .matcher(text)
        .replaceAll(
            match -> Matcher.quoteReplacement(values.getOrDefault(match.group(1), match.group())));
  }

  /** About how many tokens a model counts in a text. */
  static int tokens(String text) {
    return (int) Math.ceil(text.codePointCount(0, text.length()) / CHARACTERS_A_TOKEN);
  }
}
