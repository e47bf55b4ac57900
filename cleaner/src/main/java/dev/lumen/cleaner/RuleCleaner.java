package dev.lumen.cleaner;

import dev.lumen.cleaner.context.SpokenScripts;
import dev.lumen.cleaner.context.Surroundings;
import dev.lumen.cleaner.rule.ForeignTalk;
import dev.lumen.cleaner.rule.Passage;
import dev.lumen.cleaner.rule.Proposals;
import dev.lumen.cleaner.rule.Rule;
import dev.lumen.cleaner.rule.Rules;
import dev.lumen.cleaner.text.Draft;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs the rules in order over a draft and sums up what they did. */
final class RuleCleaner implements Cleaner {
  private static final String NO_SPEECH = "transcription_error";

  /**
   * No talk needs more: "A. A. A." for a quarter of an hour is a broken recogniser or an attack,
   * and is left as it came, LOW.
   */
  static final int MOST_CORRECTIONS = 5_000;

  private static final String NOISE = "noise.";

  private static final String SELF_REPAIR = "repair.taken-back";

  private final List<Rule> rules;
  private final List<CleaningStep> steps;
  private final Map<String, CleaningLevel> levels = new HashMap<>();

  RuleCleaner(List<Rule> rules) {
    this.rules = List.copyOf(rules);
    this.steps = rules.stream().map(rule -> CleaningStep.of(rule.card().id())).toList();
    for (Rule rule : rules) {
      levels.put(rule.card().id(), rule.card().level());
    }
  }

  static Cleaner shared() {
    return Shared.CLEANER;
  }

  private static final class Shared {
    static final Cleaner CLEANER = new RuleCleaner(Rules.standard());
  }

  @Override
  public CleanedTurn clean(Turn turn, ConversationMemory memory) {
    return clean(turn, memory, StepTimes.unwatched());
  }

  @Override
  public CleanedTurn clean(Turn turn, ConversationMemory memory, CleaningStep.Watch watch) {
    StepTimes times = new StepTimes(watch);
    CleanedTurn cleaned = clean(turn, memory, times);
    times.tell();
    return cleaned;
  }

  private CleanedTurn clean(Turn turn, ConversationMemory memory, StepTimes times) {
    if (turn.isFromAssistant()) {
      return said(turn, memory);
    }
    CleaningLevel limit = limit(turn, memory);
    if (limit == CleaningLevel.NONE) {
      return finish(turn, List.of(), memory);
    }
    Surroundings around = memory.around(turn);
    if (SpokenScripts.isNoSpeech(turn.rawText(), around.scripts())) {
      return noSpeech(turn, memory);
    }
    if (SpokenScripts.isHeldIn(turn.rawText(), around.scripts())) {
      return finish(turn, List.of(), memory); // the rules are for English
    }
    List<Correction> corrections = run(turn, around, limit, times).corrections();
    times.start();
    if (corrections.size() > MOST_CORRECTIONS) {
      return finish(turn, List.of(), Confidence.LOW, memory);
    }
    CleanedTurn cleaned = finish(turn, corrections, memory);
    times.took(CleaningStep.CONTEXT);
    return cleaned.cleanedText().isBlank() && !turn.rawText().isBlank()
        ? noSpeech(turn, memory)
        : cleaned;
  }

  private static CleaningLevel limit(Turn turn, ConversationMemory memory) {
    CleaningLevel forced = turn.forcedLevel();
    CleaningLevel usual = memory.settings().defaultLevel();
    return forced != null ? forced : usual != null ? usual : CleaningLevel.FULL;
  }

  private Draft run(Turn turn, Surroundings around, CleaningLevel limit, StepTimes times) {
    Draft draft = Draft.of(turn.rawText());
    Passage passage = new Passage(draft, around);
    boolean foreign = ForeignTalk.isHeldIn(draft.words()); // the other rules are for English
    times.start();
    for (int i = 0; i < rules.size(); i++) {
      Rule rule = rules.get(i);
      boolean fits = !foreign || rule.card().id().startsWith(NOISE);
      if (fits && rule.card().level().compareTo(limit) <= 0) {
        Proposals proposals = new Proposals(rule.card());
        rule.propose(passage, proposals);
        if (!proposals.all().isEmpty()) {
          draft = draft.with(around.vocabulary().allowed(draft.words(), proposals.all()));
          passage = passage.with(draft);
        }
        times.took(steps.get(i));
        if (proposals.settled()) {
          break;
        }
      }
    }
    return draft;
  }

  /** The level that the corrections needed: none for none, light for looks and noise. */
  private CleaningLevel levelOf(List<Correction> corrections) {
    CleaningLevel level = CleaningLevel.NONE;
    for (Correction correction : corrections) {
      CleaningLevel needed =
          correction.applied()
              ? levels.getOrDefault(correction.rule(), CleaningLevel.FULL)
              : CleaningLevel.NONE;
      level = needed.compareTo(level) > 0 ? needed : level;
    }
    return level;
  }

  private CleanedTurn finish(Turn turn, List<Correction> corrections, ConversationMemory memory) {
    return finish(turn, corrections, CleanedTurn.confidenceOf(corrections), memory);
  }

  private CleanedTurn finish(
      Turn turn, List<Correction> corrections, Confidence confidence, ConversationMemory memory) {
    String text = CleanedTurn.apply(turn.rawText(), corrections, Correction::applied);
    TurnReport report = report(text, memory);
    return new CleanedTurn(
        text,
        !text.equals(turn.rawText()),
        levelOf(corrections),
        confidence,
        corrections,
        report.leading(),
        report.active(),
        report.transition(),
        false,
        report.selfCorrection() || corrections.stream().anyMatch(RuleCleaner::takesBack),
        report.domain(),
        report.flow());
  }

  private static TurnReport report(String text, ConversationMemory memory) {
    return TurnReport.of(text, memory.activeContexts(), memory.settings().businessDomain());
  }

  /** The rule has taken the words away by which the report would know it. */
  private static boolean takesBack(Correction correction) {
    return correction.rule().equals(SELF_REPAIR) && correction.applied();
  }

  /**
   * The AI voice: its text passes untouched, but it can turn the conversation to something else.
   */
  private static CleanedTurn said(Turn turn, ConversationMemory memory) {
    TurnReport report = report(turn.rawText(), memory);
    return new CleanedTurn(
        turn.rawText(),
        false,
        CleaningLevel.NONE,
        Confidence.HIGH,
        List.of(),
        "lumen_response",
        report.active(),
        report.transition(),
        false,
        false,
        report.domain(),
        report.flow());
  }

  private static CleanedTurn noSpeech(Turn turn, ConversationMemory memory) {
    boolean skip = memory.settings().skipTranscriptionErrors();
    String raw = turn.rawText();
    Correction everything =
        new Correction(
            raw,
            "",
            skip ? Confidence.HIGH : Confidence.LOW,
            "No speech: noise, or a script that nobody speaks here",
            CleanedTurn.NO_SPEECH,
            new Span(0, raw.length()),
            skip,
            0);
    return new CleanedTurn(
        skip ? "" : raw,
        skip && !raw.isEmpty(),
        CleaningLevel.LIGHT,
        Confidence.LOW,
        List.of(everything),
        NO_SPEECH,
        memory.activeContexts(),
        null,
        true,
        false,
        null,
        "silence");
  }
}
