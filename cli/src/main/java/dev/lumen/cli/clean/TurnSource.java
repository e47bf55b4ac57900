package dev.lumen.cli.clean;

import dev.lumen.cleaner.transcript.LabelledTextStream;
import dev.lumen.cleaner.transcript.Transcript;
import dev.lumen.cleaner.transcript.TranscriptException;
import dev.lumen.cleaner.transcript.TranscriptFormat;
import dev.lumen.cleaner.transcript.TranscriptReader;
import dev.lumen.cleaner.transcript.TranscriptTurn;
import dev.lumen.cleaner.transcript.Warning;
import dev.lumen.cli.clean.JsonLine.BrokenLine;
import dev.lumen.cli.clean.Said.Origin;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the turns of one input. */
final class TurnSource {

  /** What is done with what was read. */
  interface Sink {
    void turn(Said said);

    /** All turns of an input that was read to its end before the first one counted. */
    void turns(List<Said> all);

    void broken(@Nullable Object id, String message);

    void warning(Warning warning);
  }

  private final String name;
  private final boolean live;
  private final InputLines lines;
  private final Sink sink;
  private final List<String> opening = new ArrayList<>();

  /**
   * A source.
   *
   * @param name of the conversation that the input is
   * @param live whether the input may still be written, so that each turn counts at once
   */
  TurnSource(String name, boolean live, InputLines lines, Sink sink) {
    this.name = name;
    this.live = live;
    this.lines = lines;
    this.sink = sink;
  }

  /**
   * Reads to the end.
   *
   * @throws TranscriptException when the input is not of its format
   */
  void read(TranscriptFormat wanted) throws IOException {
    TranscriptFormat format = wanted;
    if (format == TranscriptFormat.AUTO) {
      readOpening();
      format = TranscriptFormat.detect(live ? null : name, String.join("\n", opening));
    }
    switch (format) {
      case JSONL -> readJsonLines();
      case TXT, MD -> {
        if (live) {
          readLabelledText();
        } else {
          readWhole(format);
        }
      }
      case AUTO, JSON, SRT, VTT -> readWhole(format);
    }
  }

  /** Enough to tell the format: captions may begin with a number that tells nothing. */
  private void readOpening() throws IOException {
    for (String line = lines.next(); line != null; line = lines.next()) {
      opening.add(line);
      if (!line.strip().matches("[0-9]*")) {
        return;
      }
    }
  }

  private @Nullable String nextLine() throws IOException {
    return opening.isEmpty() ? lines.next() : opening.removeFirst();
  }

  private void readJsonLines() throws IOException {
    int number = 0;
    while (readJsonLine(++number)) {
      // A line that cannot be read is answered, and the next one is read.
    }
  }

  private boolean readJsonLine(int number) throws IOException {
    try {
      String line = nextLine();
      if (line == null) {
        return false;
      }
      if (!line.isBlank()) {
        sink.turn(JsonLine.parse(line, number));
      }
    } catch (BrokenLine e) {
      sink.broken(e.id(), e.getMessage());
    } catch (TranscriptException notText) {
      sink.broken(null, notText.getMessage());
    }
    return true;
  }

  private void readLabelledText() throws IOException {
    LabelledTextStream stream = new LabelledTextStream(this::pass, sink::warning);
    for (String line = nextLine(); line != null; line = nextLine()) {
      stream.line(line);
    }
    stream.end();
  }

  private void readWhole(TranscriptFormat format) throws IOException {
    StringBuilder text = new StringBuilder();
    for (String line = nextLine(); line != null; line = nextLine()) {
      text.append(line).append('\n');
    }
    Transcript transcript = TranscriptReader.read(text.toString(), format);
    transcript.warnings().forEach(sink::warning);
    sink.turns(transcript.turns().stream().map(this::said).toList());
  }

  private void pass(TranscriptTurn turn) {
    sink.turn(said(turn));
  }

  private Said said(TranscriptTurn turn) {
    Origin origin = new Origin(name + ":" + turn.turnIndex(), name, turn.turnIndex());
    // Text without labels is given back without labels.
    boolean named = !turn.originalSpeakerLabel().isEmpty() || !turn.speaker().equals("User");
    return new Said(origin, turn.speaker(), named, turn.rawText(), null);
  }
}
