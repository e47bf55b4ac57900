package dev.lumen.server.prompt;

import dev.lumen.cleaner.lexicon.CommonWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The wording of a model in the looks of the cleaner: where both have the same word, its case and
 * marks are the cleaner's, who sets them as the talk has them. Only a writing that the conversation
 * knows ("Kestrova") is taken over.
 */
final class Wording {
  private static final Pattern TOKEN = Pattern.compile("\\S+");

  private final String local;
  private final Set<String> written;
  private final List<int[]> places = new ArrayList<>();

  private Wording(String local, Set<String> written) {
    this.local = local;
    this.written = written;
    Matcher matcher = TOKEN.matcher(local);
    while (matcher.find()) {
      places.add(new int[] {matcher.start(), matcher.end()});
    }
  }

  /**
   * The model's wording with the looks of the local text.
   *
   * @param written the words of the conversation as it writes them
   */
  static String of(String local, String model, Set<String> written) {
    return new Wording(local, written).merge(model);
  }

  private String merge(String model) {
    List<String> old = places.stream().map(it -> local.substring(it[0], it[1])).toList();
    List<String> now = TOKEN.matcher(model).results().map(match -> match.group()).toList();
    List<Alignment.Swap> swaps = Alignment.of(keys(old), keys(now));
    StringBuilder text = new StringBuilder(local.substring(0, start(0)));
    int i = 0;
    int j = 0;
    int last = -1; // the local token that was written last, where nothing came behind it
    for (Alignment.Swap swap : swaps) {
      while (i < swap.at()) {
        last = add(text, old.get(i), now.get(j++), last, i++);
      }
      for (int k = 0; k < swap.come().size(); k++) {
        space(text).append(now.get(j++));
      }
      last = -1;
      i += swap.gone().size();
    }
    while (i < old.size()) {
      last = add(text, old.get(i), now.get(j++), last, i++);
    }
    return text.append(local.substring(places.isEmpty() ? 0 : places.getLast()[1])).toString();
  }

  private int start(int token) {
    return places.isEmpty() ? local.length() : places.get(token)[0];
  }

  private static List<String> keys(List<String> tokens) {
    return tokens.stream()
        .map(
            token -> {
              List<String> words = Words.of(token);
              List<String> numbers = Words.numbers(token);
              return words.isEmpty() ? token : String.join(" ", words) + numbers;
            })
        .toList();
  }

  private int add(StringBuilder text, String old, String now, int last, int at) {
    if (last == at - 1 && last >= 0) {
      text.append(local, places.get(last)[1], places.get(at)[0]);
    } else {
      space(text);
    }
    text.append(looks(old, now));
    return at;
  }

  private static StringBuilder space(StringBuilder text) {
    boolean open = text.isEmpty() || Character.isWhitespace(text.charAt(text.length() - 1));
    return open ? text : text.append(' ');
  }

  /** The old token; in the new writing where the conversation knows that. */
  private String looks(String old, String now) {
    List<String> before = Words.written(old);
    List<String> after = Words.written(now);
    boolean name =
        before.size() == 1
            && after.size() == 1
            && written.contains(after.getFirst())
            && Character.isUpperCase(after.getFirst().codePointAt(0))
            // A common word has its capital from the start of a sentence.
            && !CommonWords.isCommon(Words.lower(after.getFirst()));
    return name ? old.replace(before.getFirst(), after.getFirst()) : old;
  }
}
