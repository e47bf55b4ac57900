package dev.lumen.server.turn;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.lumen.cleaner.Confidence;
import dev.lumen.cleaner.Correction;
import dev.lumen.cleaner.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A correction on the wire and in {@code turns.corrections}.
 *
 * @param original the raw text it replaces
 * @param corrected what stands there after it
 * @param confidence HIGH, MEDIUM or LOW
 * @param reason a short sentence for the reader
 * @param rule the stable id of the rule
 * @param position where it stands in the raw text, in UTF-16 units, end-exclusive
 * @param applied whether the cleaned text contains it
 * @param contextRelevance how much the conversation spoke for it, 0 to 1
 * @param state what people have made of it
 * @param decision how it was decided, or null while it is pending
 * @param taughtBy the later turn that taught it, or null where the turn itself was enough
 */
public record CorrectionView(
    String original,
    String corrected,
    String confidence,
    String reason,
    String rule,
    Position position,
    boolean applied,
    double contextRelevance,
    CorrectionState state,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Decision decision,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable UUID taughtBy) {

  /** The rule id of what a person wrote. */
  public static final String BY_PERSON = "person.edit";

  /** The rule id of what a language model found. */
  public static final String BY_MODEL = "model.edit";

  /** Rows of older servers have no state. */
  public CorrectionView {
    state = Objects.requireNonNullElse(state, CorrectionState.PENDING);
  }

  /** A stretch of the raw text. */
  public record Position(int start, int end) {
    /** Whether the two share at least one unit. */
    public boolean overlaps(Position other) {
      return start < other.end && other.start < end;
    }
  }

  /**
   * The decision of a person.
   *
   * @param suggested what the cleaner had put there
   * @param decidedAt when it was decided
   * @param replaces the corrections that what the person wrote took the place of
   */
  public record Decision(
      String suggested,
      Instant decidedAt,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<CorrectionView> replaces) {
    /** Nothing replaced is the rule. */
    public Decision {
      replaces = List.copyOf(Objects.requireNonNullElse(replaces, List.of()));
    }
  }

  /** Names it in its turn: its place, {@code start-end}, which no other correction has. */
  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public String id() {
    return position.start() + "-" + position.end();
  }

  /** The cleaner's correction as the wire shows it. */
  public static CorrectionView of(Correction correction) {
    return of(correction, null);
  }

  /** A correction that a later turn taught. */
  static CorrectionView of(Correction correction, @Nullable UUID taughtBy) {
    return new CorrectionView(
        correction.original(),
        correction.corrected(),
        correction.confidence().name(),
        correction.reason(),
        correction.rule(),
        new Position(correction.position().start(), correction.position().end()),
        correction.applied(),
        Math.round(correction.contextRelevance() * 1000) / 1000.0,
        CorrectionState.PENDING,
        null,
        taughtBy);
  }

  /** What a person wrote over a stretch of raw text, and over the corrections that stood there. */
  public static CorrectionView byPerson(
      String original, String written, Position position, Instant at, List<CorrectionView> over) {
    return new CorrectionView(
        original,
        written,
        Confidence.HIGH.name(),
        "Written by a person",
        BY_PERSON,
        position,
        true,
        0,
        CorrectionState.ACCEPTED,
        new Decision(original, at, over),
        null);
  }

  /**
   * What a language model would write over a stretch of raw text, once it has held to the rules.
   *
   * @param known how much the conversation itself speaks for it, 0 to 1
   */
  public static CorrectionView byModel(
      String original,
      String written,
      Confidence confidence,
      String reason,
      Position position,
      double known) {
    return new CorrectionView(
        original,
        written,
        confidence.name(),
        reason,
        BY_MODEL,
        position,
        confidence.isApplied(),
        known,
        CorrectionState.PENDING,
        null,
        null);
  }

  /** The cleaner's own form of it. */
  public Correction toCorrection() {
    return new Correction(
        original,
        corrected,
        Confidence.valueOf(confidence),
        reason,
        rule,
        new Span(position.start(), position.end()),
        applied,
        contextRelevance);
  }

  /** Whether a person has decided it. */
  @JsonIgnore
  public boolean isDecided() {
    return state != CorrectionState.PENDING;
  }

  /** What the cleaner had put there, whatever a person made of it. */
  public String suggested() {
    return decision == null ? corrected : decision.suggested();
  }

  /** The same correction as decided by a person. */
  public CorrectionView decided(CorrectionState now, String text, Instant at) {
    return new CorrectionView(
        original,
        text,
        confidence,
        reason,
        rule,
        position,
        now != CorrectionState.REJECTED,
        contextRelevance,
        now,
        new Decision(suggested(), at, decision == null ? List.of() : decision.replaces()),
        taughtBy);
  }

  /** The same edit of a person, with more corrections beneath it. */
  public CorrectionView over(List<CorrectionView> more) {
    Decision known = Objects.requireNonNull(decision);
    List<CorrectionView> all = new ArrayList<>(known.replaces());
    all.addAll(more);
    return new CorrectionView(
        original,
        corrected,
        confidence,
        reason,
        rule,
        position,
        applied,
        contextRelevance,
        state,
        new Decision(known.suggested(), known.decidedAt(), all),
        taughtBy);
  }

  /** How its place reads: what it puts there, or the raw text. */
  public String reading() {
    return applied ? corrected : original;
  }

  /** Whether a person wrote it, instead of deciding what the cleaner or a model found. */
  @JsonIgnore
  public boolean isByPerson() {
    return rule.equals(BY_PERSON);
  }

  /** The corrections that what a person wrote has taken the place of. */
  public List<CorrectionView> replaced() {
    return decision == null ? List.of() : decision.replaces();
  }

  /** The same correction as the cleaner left it. */
  public CorrectionView undecided() {
    return new CorrectionView(
        original,
        suggested(),
        confidence,
        reason,
        rule,
        position,
        Confidence.valueOf(confidence).isApplied(),
        contextRelevance,
        CorrectionState.PENDING,
        null,
        taughtBy);
  }
}
