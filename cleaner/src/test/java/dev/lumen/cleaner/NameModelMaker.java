package dev.lumen.cleaner;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.lumen.cleaner.misheard.Candidate;
import dev.lumen.cleaner.misheard.Feature;
import dev.lumen.cleaner.misheard.NameSpotter;
import dev.lumen.cleaner.rule.Passage;
import dev.lumen.cleaner.rule.Proposals;
import dev.lumen.cleaner.rule.Rule;
import dev.lumen.cleaner.rule.RuleCard;
import dev.lumen.cleaner.rule.Rules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Fits the weights of {@link dev.lumen.cleaner.misheard.NameModel}: the file to write, then a set
 * of recogniser output with references (JSONL: id, call, conversation, raw_text, reference_text,
 * shared_context). A candidate is right when it makes the turn's word errors fewer. Each half of
 * the calls is judged by the weights of the other half; the weights that are written come from all.
 */
final class NameModelMaker {
  private final List<double[]> features = new ArrayList<>();
  private final List<Boolean> right = new ArrayList<>();
  private final List<String> calls = new ArrayList<>();
  private final Map<String, ConversationMemory> memories = new HashMap<>();
  private final List<Candidate> found = new ArrayList<>();
  private List<int[]> spans = new ArrayList<>();

  private NameModelMaker() {}

  /** The file to write, then the set to learn from. */
  public static void main(String[] arguments) throws IOException {
    NameModelMaker maker = new NameModelMaker();
    Cleaner cleaner = maker.cleaner();
    try (var lines = Files.lines(Path.of(arguments[1]))) {
      for (String line : (Iterable<String>) lines::iterator) {
        maker.read(row(line), cleaner);
      }
    }
    maker.judgeHalves();
    Files.writeString(Path.of(arguments[0]), write(maker.fit(call -> true)));
  }

  private Cleaner cleaner() {
    List<Rule> rules = new ArrayList<>();
    for (Rule rule : Rules.standard()) {
      if (rule.card().id().equals("misheard.name")) {
        rules.add(new Collector());
      }
      rules.add(rule);
    }
    return new RuleCleaner(rules);
  }

  /** Stands before the rule for names, sees what it will see, and changes nothing. */
  private final class Collector implements Rule {
    @Override
    public RuleCard card() {
      return RuleCard.words("collect.names", "Looks only");
    }

    @Override
    public void propose(Passage passage, Proposals proposals) {
      for (Candidate candidate :
          new NameSpotter(passage.knowledge().roster(), passage.words()).candidates()) {
        found.add(candidate);
        spans.add(
            new int[] {
              passage.at(candidate.from()).rawStart(), passage.at(candidate.to() - 1).rawEnd()
            });
      }
    }
  }

  private static Map<String, String> row(String line) throws IOException {
    Map<String, String> row = new HashMap<>();
    try (JsonParser parser = new JsonFactory().createParser(line)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (value.isScalarValue()) {
          row.put(name, Objects.toString(parser.getText(), ""));
        } else {
          parser.skipChildren();
        }
      }
    }
    return row;
  }

  private void read(Map<String, String> row, Cleaner cleaner) {
    String raw = row.getOrDefault("raw_text", "");
    ConversationMemory memory =
        memories.computeIfAbsent(
            row.getOrDefault("conversation", ""), c -> new ConversationMemory());
    String context = row.get("shared_context");
    if (context != null) {
      memory.share(context);
    }
    Turn turn = new Turn(row.getOrDefault("speaker", "S"), raw, context, null);
    found.clear();
    spans = new ArrayList<>();
    memory.remember(turn, cleaner.clean(turn, memory));
    if (!row.getOrDefault("scored", "true").equals("false")) {
      label(raw, row.getOrDefault("reference_text", ""), row.getOrDefault("call", ""));
    }
  }

  private void label(String raw, String reference, String call) {
    List<String> said = words(reference);
    String letters = String.join("", said);
    int before = -1;
    for (int i = 0; i < found.size(); i++) {
      Candidate candidate = found.get(i);
      boolean better = false;
      if (words(candidate.written()).stream().allMatch(letters::contains)) {
        before = before < 0 ? errors(said, words(raw)) : before;
        int[] span = spans.get(i);
        String after = raw.substring(0, span[0]) + candidate.written() + raw.substring(span[1]);
        better = errors(said, words(after)) < before;
      }
      features.add(candidate.features());
      right.add(better);
      calls.add(call);
    }
  }

  private static List<String> words(String text) {
    String plain = text.toLowerCase(Locale.ROOT).replaceAll("['’.]", "");
    return List.of(plain.replaceAll("[^\\p{L}\\p{N}]+", " ").strip().split(" ", -1));
  }

  private static int errors(List<String> said, List<String> heard) {
    int[] row = new int[heard.size() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (String word : said) {
      int diagonal = row[0];
      row[0]++;
      for (int j = 1; j < row.length; j++) {
        int swap = diagonal + (word.equals(heard.get(j - 1)) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(swap, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[heard.size()];
  }

  private LogisticFit fit(Predicate<String> taken) {
    List<double[]> chosen = new ArrayList<>();
    List<Boolean> outcomes = new ArrayList<>();
    for (int i = 0; i < features.size(); i++) {
      if (taken.test(calls.get(i))) {
        chosen.add(features.get(i));
        outcomes.add(right.get(i));
      }
    }
    return LogisticFit.of(chosen, outcomes);
  }

  private void judgeHalves() {
    List<String> order = List.copyOf(new TreeSet<>(calls));
    int[][] table = new int[10][2];
    for (int half = 0; half < 2; half++) {
      int odd = half;
      LogisticFit other = fit(call -> order.indexOf(call) % 2 != odd);
      for (int i = 0; i < features.size(); i++) {
        if (order.indexOf(calls.get(i)) % 2 == odd) {
          int tenth = Math.min(9, (int) (10 * other.probability(features.get(i))));
          table[tenth][right.get(i) ? 1 : 0]++;
        }
      }
    }
    System.out.println("probability  candidates  right, each half judged by the other");
    for (int i = 0; i < table.length; i++) {
      int all = table[i][0] + table[i][1];
      System.out.printf(
          Locale.ROOT,
          "%.1f–%.1f %10d %9.3f%n",
          i / 10.0,
          (i + 1) / 10.0,
          all,
          table[i][1] / (double) Math.max(1, all));
    }
  }

  private static String write(LogisticFit fit) {
    StringBuilder text = new StringBuilder();
    text.append("# Weights of NameModel, one feature a line, made by NameModelMaker.\n");
    text.append(String.format(Locale.ROOT, "BIAS %.5f%n", fit.bias()));
    for (Feature feature : Feature.values()) {
      text.append(
          String.format(Locale.ROOT, "%s %.5f%n", feature.name(), fit.weights()[feature.place()]));
    }
    return text.toString();
  }
}
