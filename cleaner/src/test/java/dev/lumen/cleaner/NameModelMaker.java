package dev.lumen.cleaner;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.lumen.cleaner.misheard.Feature;
import dev.lumen.cleaner.misheard.NameModel;
import dev.lumen.cleaner.planted.PlantedCalls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes the weights of {@link dev.lumen.cleaner.misheard.NameModel}: the file to write, then a set
 * of recogniser output with references (JSONL: id, conversation, raw_text, reference_text,
 * shared_context), then texts of what people said, a turn a line.
 *
 * <p>The weights are fitted on mishearings that are planted in the texts, twice: the second time
 * the first weights put names right meanwhile, since some features tell of what was put right. The
 * set is only measured on, and gives two numbers: how the model's log odds there are to be
 * stretched and moved, since nobody knows beforehand how often its recognisers mishear a name.
 */
final class NameModelMaker {
  /** Each seed gives the people of the texts other names and lets other recognisers hear them. */
  private static final long[] SEEDS = {20, 21, 22};

  private NameModelMaker() {}

  /** The file to write, the set to measure on, the texts to learn from. */
  public static void main(String[] arguments) throws IOException {
    List<Path> paths = Arrays.stream(arguments).map(Path::of).toList();
    Path set = paths.get(1);
    List<Planted> planted = planted(paths.subList(2, paths.size()));
    LogisticFit first = scaled(fit(planted, null), measured(set, null));
    NameModel model = new NameModel(write(first).lines().skip(1).toList());
    JudgedCandidates measured = measured(set, model);
    LogisticFit scaled = scaled(fit(planted, model), measured);
    print(scaled, measured);
    Files.writeString(paths.get(0), write(scaled));
  }

  /** A turn of one of the planted conversations. */
  private record Planted(String conversation, PlantedCalls.Row turn) {}

  private static List<Planted> planted(List<Path> texts) throws IOException {
    List<Planted> turns = new ArrayList<>();
    for (long seed : SEEDS) {
      new PlantedCalls(texts, seed)
          .tell(turn -> turns.add(new Planted(seed + " " + turn.call(), turn)));
    }
    return turns;
  }

  /** Weights for turns in which names are put right by a model, or, with null, never. */
  private static LogisticFit fit(List<Planted> turns, @Nullable NameModel model) {
    JudgedCandidates judged = new JudgedCandidates(model);
    for (Planted planted : turns) {
      PlantedCalls.Row turn = planted.turn();
      judged.hear(planted.conversation(), "S", turn.raw(), turn.context(), turn.said());
    }
    System.out.println(judged.right().size() + " candidates in the texts");
    return LogisticFit.of(judged.features(), judged.right());
  }

  private static JudgedCandidates measured(Path set, @Nullable NameModel model) throws IOException {
    JudgedCandidates measured = new JudgedCandidates(model);
    try (var lines = Files.lines(set)) {
      for (String line : (Iterable<String>) lines::iterator) {
        Map<String, String> row = row(line);
        boolean scored = !row.getOrDefault("scored", "true").equals("false");
        measured.hear(
            row.getOrDefault("conversation", ""),
            row.getOrDefault("speaker", "S"),
            row.getOrDefault("raw_text", ""),
            row.get("shared_context"),
            scored ? row.getOrDefault("reference_text", "") : null);
      }
    }
    return measured;
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

  /** The same weights, all stretched by one number, and the bias moved by another. */
  private static LogisticFit scaled(LogisticFit fit, JudgedCandidates measured) {
    List<double[]> odds =
        measured.features().stream().map(row -> new double[] {fit.odds(row)}).toList();
    LogisticFit line = LogisticFit.of(odds, measured.right());
    double stretch = line.weights()[0];
    System.out.printf(Locale.ROOT, "stretched by %.3f, moved by %.3f%n", stretch, line.bias());
    double[] weights = Arrays.stream(fit.weights()).map(weight -> stretch * weight).toArray();
    return new LogisticFit(stretch * fit.bias() + line.bias(), weights);
  }

  private static void print(LogisticFit fit, JudgedCandidates measured) {
    int[][] table = new int[10][2];
    for (int i = 0; i < measured.right().size(); i++) {
      int tenth = Math.min(9, (int) (10 * fit.probability(measured.features().get(i))));
      table[tenth][measured.right().get(i) ? 1 : 0]++;
    }
    System.out.println("probability  candidates  right, in the set");
    for (int i = 0; i < table.length; i++) {
      int all = table[i][0] + table[i][1];
      double share = table[i][1] / (double) Math.max(1, all);
      System.out.printf(
          Locale.ROOT, "%.1f–%.1f %10d %9.3f%n", i / 10.0, (i + 1) / 10.0, all, share);
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
