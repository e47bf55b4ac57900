package dev.lumen.cleaner.transcript;

import dev.lumen.cleaner.transcript.TurnCollector.Draft;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes turns of captions: what one speaker says in a row is one turn. */
final class CueTurns {
  private static final Pattern SENTENCE_END = Pattern.compile("[.?!…。？！][\"'”’)]?$");

  /** Where no speaker is named, a pause of so many seconds ends a turn. */
  private static final double PAUSE = 2.0;

  private final TurnCollector out;
  private final LabelCensus census;
  private final StringBuilder content = new StringBuilder();
  private String unnamedSpeaker = SpeakerName.USER;
  private @Nullable CueSegment first;
  private @Nullable String name;
  private double end;

  private CueTurns(LabelCensus census, TurnCollector out) {
    this.census = census;
    this.out = out;
  }

  static Transcript read(String text, boolean vtt) {
    List<TranscriptTurn> turns = new ArrayList<>();
    List<Warning> warnings = new ArrayList<>();
    TurnCollector out = new TurnCollector(turns::add, warnings::add);
    LabelCensus census = new LabelCensus();
    List<CueSegment> segments = new ArrayList<>();
    for (Cue cue : CueParser.parse(text, vtt, out)) {
      segments.addAll(CueSegment.of(cue));
    }
    segments.forEach(it -> it.count(census));
    new CueTurns(census, out).join(segments);
    return Transcript.of(turns, warnings);
  }

  private void join(List<CueSegment> segments) {
    chooseUnnamedSpeaker(segments);
    for (CueSegment segment : segments) {
      String named = segment.speaker(census);
      if (first == null || !continues(segment, named)) {
        finish();
        first = segment;
        name = named;
      }
      content.append(content.isEmpty() ? "" : " ").append(segment.said(census));
      end = segment.cue().end();
    }
    finish();
  }

  private void chooseUnnamedSpeaker(List<CueSegment> segments) {
    String firstNamed =
        segments.stream()
            .map(it -> it.speaker(census))
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
    if (firstNamed != null) {
      unnamedSpeaker = census.otherParty(SpeakerName.speakerOf(firstNamed));
    } else if (!segments.isEmpty()) {
      out.warn(0, "the captions name no speaker: all of it is taken as said by User.");
    }
  }

  private boolean continues(CueSegment segment, @Nullable String named) {
    if (named != null) {
      return name != null && SpeakerName.speakerOf(named).equals(SpeakerName.speakerOf(name));
    }
    return name != null || (segment.cue().start() - end < PAUSE && !endsSentence());
  }

  private boolean endsSentence() {
    // Only the tail, or a long text without names would be searched again for every caption.
    return SENTENCE_END
        .matcher(content)
        .region(Math.max(0, content.length() - 2), content.length())
        .find();
  }

  private void finish() {
    if (first != null) {
      String speaker = name == null ? unnamedSpeaker : SpeakerName.speakerOf(name);
      String label = name == null ? "" : name;
      Cue cue = first.cue();
      out.add(new Draft(speaker, label, content.toString(), cue.line(), cue.start(), end));
    }
    content.setLength(0);
  }
}
