package dev.lumen.cleaner.transcript;

import dev.lumen.cleaner.transcript.TurnCollector.Draft;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts the lines of a labelled text together to turns. */
final class TurnAssembler {
  private final LabelCensus census;
  private final TurnCollector out;
  private final Deque<TextLine> pending = new ArrayDeque<>();
  private final List<TextLine> preamble = new ArrayList<>();
  private final StringBuilder content = new StringBuilder();
  private @Nullable Label label;
  private int labelLine;
  private boolean blankAfterLast;
  private boolean atEnd;

  TurnAssembler(LabelCensus census, TurnCollector out) {
    this.census = census;
    this.out = out;
  }

  /** A line that waits until it is {@linkplain #settle settled}. */
  void add(TextLine line) {
    pending.add(line);
    blankAfterLast = false;
  }

  /** A blank line. */
  void addBlank() {
    blankAfterLast = true;
  }

  /** Settles every line that enough is known about. */
  void settle() {
    while (!pending.isEmpty() && (atEnd || !mustWait(pending.peek()))) {
      TextLine line = pending.remove();
      Label candidate = line.label();
      if (candidate != null && beginsTurn(line, candidate)) {
        begin(line, candidate);
      } else {
        append(line);
      }
    }
  }

  /** Settles the rest. */
  void end() {
    atEnd = true;
    settle();
    if (label != null) {
      finishTurn(label);
    } else if (!preamble.isEmpty()) {
      out.warn(0, "the text has no speaker labels: all of it is taken as said by User.");
      unlabelled();
    }
  }

  private boolean mustWait(TextLine line) {
    boolean nextKnown = pending.size() > 1;
    return line.isBareCandidate() && !nextKnown && !(blankAfterLast && !isEmptyTurn());
  }

  /** Whether a label was read and nothing yet that was said. */
  private boolean isEmptyTurn() {
    return label != null && content.isEmpty();
  }

  private boolean beginsTurn(TextLine line, Label candidate) {
    TextLine next = pending.peek();
    if (line.isBareCandidate() && isEmptyTurn() && (next == null || next.isBareCandidate())) {
      // Between two labels stands what somebody said, even if it is the word "AI".
      return false;
    }
    boolean blankAfter = next == null ? atEnd || blankAfterLast : next.blankBefore();
    return census.isLabel(candidate, line.blankBefore(), blankAfter);
  }

  private void begin(TextLine line, Label next) {
    if (label != null) {
      finishTurn(label);
    } else if (!preamble.isEmpty()) {
      finishPreamble(next);
    }
    label = next;
    labelLine = line.number();
    content.setLength(0);
    content.append(next.rest());
  }

  private void append(TextLine line) {
    if (line.label() != null && line.label().form() == Label.Form.HEADING) {
      out.warn(line.number(), "a heading that names no speaker is left out.");
    } else if (label == null) {
      preamble.add(line);
    } else {
      content.append(content.isEmpty() ? "" : " ").append(LabelParser.withoutTime(line.text()));
    }
  }

  private void finishTurn(Label begun) {
    out.add(
        new Draft(
            begun.speaker(),
            begun.name(),
            content.toString(),
            labelLine,
            begun.start(),
            begun.end()));
  }

  private void finishPreamble(Label first) {
    String speaker = census.otherParty(first.speaker());
    int line = preamble.getFirst().number();
    out.warn(line, "the text before the first label is taken as a turn of " + speaker + ".");
    out.add(unlabelled(speaker, preamble));
    preamble.clear();
  }

  private void unlabelled() {
    boolean paragraphs = preamble.stream().skip(1).anyMatch(TextLine::blankBefore);
    List<TextLine> part = new ArrayList<>();
    for (TextLine line : preamble) {
      if (!part.isEmpty() && (line.blankBefore() || !paragraphs)) {
        out.add(unlabelled(SpeakerName.USER, part));
        part.clear();
      }
      part.add(line);
    }
    out.add(unlabelled(SpeakerName.USER, part));
  }

  private static Draft unlabelled(String speaker, List<TextLine> lines) {
    List<String> texts = lines.stream().map(it -> LabelParser.withoutTime(it.text())).toList();
    return new Draft(speaker, "", String.join(" ", texts), lines.getFirst().number(), null, null);
  }
}
