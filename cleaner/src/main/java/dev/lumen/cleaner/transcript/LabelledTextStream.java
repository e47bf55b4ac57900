package dev.lumen.cleaner.transcript;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Reads labelled text line by line and hands on each turn as soon as the next one begins.
 *
 * <p>A label is judged by the lines seen so far and, where it stands alone on its line, by the next
 * one. Nothing is handed on before the second label, since one alone tells no habit. A text known
 * as a whole ({@link TranscriptReader}) is judged by all of it.
 *
 * <p>Not safe for use by several threads.
 */
public final class LabelledTextStream {
  private static final int LABELS_THAT_TELL_A_HABIT = 2;

  private final LineScanner scanner;
  private final TurnAssembler assembler;
  private int labelsSeen;

  /**
   * A reader that knows nothing of the text yet.
   *
   * @param turns is given each turn, in order
   * @param warnings is given what was decided for the user
   */
  public LabelledTextStream(Consumer<TranscriptTurn> turns, Consumer<Warning> warnings) {
    LabelCensus census = new LabelCensus();
    TurnCollector out = new TurnCollector(turns, warnings);
    scanner = new LineScanner(census, out);
    assembler = new TurnAssembler(census, out);
  }

  /** Takes the next line, without its line end. */
  public void line(String line) {
    TextLine scanned = scanner.scan(line);
    if (scanned == null) {
      assembler.addBlank();
    } else {
      assembler.add(scanned);
      labelsSeen += scanned.label() == null ? 0 : 1;
    }
    if (labelsSeen >= LABELS_THAT_TELL_A_HABIT) {
      assembler.settle();
    }
  }

  /** The text has ended: hands on what is left. */
  public void end() {
    assembler.end();
  }

  /**
   * Reads a text that is there as a whole.
   *
   * @param meant what a name or a turn means as it is written
   */
  static Transcript read(String text, UnaryOperator<String> meant) {
    List<TranscriptTurn> turns = new ArrayList<>();
    List<Warning> warnings = new ArrayList<>();
    LabelCensus census = new LabelCensus();
    TurnCollector out = new TurnCollector(turns::add, warnings::add, meant);
    LineScanner scanner = new LineScanner(census, out);
    List<@Nullable TextLine> lines = new ArrayList<>();
    text.lines().forEach(line -> lines.add(scanner.scan(line)));
    TurnAssembler assembler = new TurnAssembler(census, out);
    for (TextLine line : lines) {
      if (line == null) {
        assembler.addBlank();
      } else {
        assembler.add(line);
      }
    }
    assembler.end();
    return Transcript.of(turns, warnings);
  }
}
