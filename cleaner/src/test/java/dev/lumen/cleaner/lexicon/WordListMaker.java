package dev.lumen.cleaner.lexicon;

import dev.lumen.cleaner.text.Tokenizer;
import dev.lumen.cleaner.text.Word;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes {@code words.tsv}: every word that well-written transcripts use at least {@value #LEAST}
 * times, as it is written inside a sentence, and the binary logarithm of how often.
 */
public final class WordListMaker {
  static final int LEAST = 4;
  private static final double MOSTLY = 0.9;

  /** Enough for capitals inside ("CapEx"): they are chosen, never the start of a name. */
  private static final double OFTEN = 0.7;

  private static final List<String> HEADER =
      List.of(
          "# Words of spoken business English: the usual writing inside a sentence, tab, log2 of the count.",
          "# Counted by WordListMaker in reference transcripts of Earnings-22 (Del Rio et al. 2022,",
          "# CC BY-SA 4.0) and of QMSum (Zhong et al. 2021, MIT). This list: CC BY-SA 4.0.");

  private final Map<String, Map<String, Integer>> forms = new TreeMap<>();
  private final Map<String, Integer> counts = new HashMap<>();

  private WordListMaker() {}

  /** The list to write, then the texts to read. */
  public static void main(String[] arguments) throws IOException {
    WordListMaker maker = new WordListMaker();
    for (String file : Arrays.asList(arguments).subList(1, arguments.length)) {
      for (String line : Files.readAllLines(Path.of(file))) {
        maker.read(line);
      }
    }
    Files.write(Path.of(arguments[0]), maker.lines());
  }

  private void read(String line) {
    boolean first = true;
    for (Word word : Tokenizer.tokenize(line)) {
      if (!word.isWord()) {
        first |= word.endsSentence();
        continue;
      }
      String key = word.lower();
      counts.merge(key, 1, Integer::sum);
      if (!first) {
        forms
            .computeIfAbsent(key, ignored -> new HashMap<>())
            .merge(word.text().replace('’', '\''), 1, Integer::sum);
      }
      first = false;
    }
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>(HEADER);
    forms.forEach(
        (key, seen) -> {
          int count = counts.getOrDefault(key, 0);
          if (count >= LEAST && key.chars().allMatch(c -> c < 128)) {
            lines.add(usual(key, seen) + "\t" + (31 - Integer.numberOfLeadingZeros(count)));
          }
        });
    return lines;
  }

  private static String usual(String key, Map<String, Integer> seen) {
    int all = seen.values().stream().mapToInt(Integer::intValue).sum();
    String best = key;
    int most = 0;
    for (Map.Entry<String, Integer> entry : new TreeMap<>(seen).entrySet()) {
      if (entry.getValue() > most) {
        most = entry.getValue();
        best = entry.getKey();
      }
    }
    double share =
        best.substring(1).equals(key.substring(1)) || isUpper(best) || best.contains("-")
            ? MOSTLY
            : OFTEN;
    return most >= share * all && most >= LEAST ? best : key;
  }

  private static boolean isUpper(String form) {
    return form.equals(form.toUpperCase(Locale.ROOT));
  }
}
