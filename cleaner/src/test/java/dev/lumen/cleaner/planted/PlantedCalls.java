package dev.lumen.cleaner.planted;

import dev.lumen.cleaner.planted.PlantedCall.Named;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;

/**
 * Turns as recognisers would write them, with what was said and a shared context, made from texts
 * of what people said. The same texts and the same seed give the same turns.
 */
public final class PlantedCalls {
  private static final int FEWEST_TURNS = 60;
  private static final int MOST_TURNS = 300;
  private static final Pattern OPENING =
      Pattern.compile("(?i)\\bwelcome to\\b.*\\b(call|conference|results|webcast|presentation)\\b");

  private final List<PlantedCall> calls = new ArrayList<>();
  private final List<String> elsewhere = new ArrayList<>();
  private final Random random;

  /**
   * A turn.
   *
   * @param call the number of its call
   * @param raw what the recogniser wrote
   * @param said what was said
   * @param context what was known before
   */
  public record Row(int call, String raw, String said, String context) {}

  /** Somebody who takes in one turn after the other. */
  public interface Listener {
    /** Takes in a turn. */
    void hear(Row row) throws IOException;
  }

  /** From texts with one turn a line. */
  public PlantedCalls(List<Path> texts, long seed) throws IOException {
    random = new Random(seed);
    for (Path text : texts) {
      readCalls(Files.readAllLines(text));
    }
    for (PlantedCall call : calls) {
      for (Named named : call.named()) {
        if (named.times > 1 || named.written.indexOf(' ') > 0) {
          elsewhere.add(named.written);
        }
      }
    }
  }

  /** A call starts where somebody bids welcome to it, and ends after a while in any case. */
  private void readCalls(List<String> lines) {
    int from = 0;
    for (int to = 1; to <= lines.size(); to++) {
      boolean opens =
          to < lines.size() && to - from >= FEWEST_TURNS && OPENING.matcher(lines.get(to)).find();
      if (opens || to == lines.size() || to - from == MOST_TURNS) {
        calls.add(new PlantedCall(lines.subList(from, to), random));
        from = to;
      }
    }
  }

  /** Tells all turns, each call as one recogniser hears it. */
  public void tell(Listener listener) throws IOException {
    WordSearch search = new WordSearch();
    ContextWriter writer = new ContextWriter(elsewhere, random);
    for (int i = 0; i < calls.size(); i++) {
      String context = writer.context(calls.get(i));
      Recogniser recogniser = new Recogniser(search, new Random(random.nextLong()));
      for (List<PlantedCall.Piece> said : calls.get(i).turns()) {
        listener.hear(new Row(i, recogniser.hear(said), PlantedCall.written(said), context));
      }
    }
  }
}
