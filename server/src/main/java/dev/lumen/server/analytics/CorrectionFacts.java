package dev.lumen.server.analytics;

import dev.lumen.cleaner.Confidence;
import dev.lumen.server.turn.CorrectionView;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Corrections as stored on people's turns, those alike of one conversation and day in one fact; and
 * among them what people wrote, with the corrections that it took the place of.
 */
record CorrectionFacts(List<Fact> all) {
  /** Rules that mend what the recogniser misheard; the others tidy what was truly said. */
  private static final List<String> MISHEARD =
      List.of(
          "misheard.",
          "vocabulary.",
          "number.repair",
          "noise.echo",
          "noise.foreign-script",
          "noise.no-speech",
          CorrectionView.BY_PERSON);

  /**
   * Corrections alike.
   *
   * @param day when their turns were said, in UTC
   * @param suggested what the cleaner put there
   * @param written what a person put there, or null where nobody did
   * @param tally what became of them
   * @param relied of those that relied on the conversation: how many were judged
   * @param held of those: how many were right
   * @param edits how often a person wrote it
   * @param missed of those: where the cleaner had put nothing
   * @param characters of raw text that stand corrected now
   */
  record Fact(
      UUID conversationId,
      LocalDate day,
      String rule,
      Confidence confidence,
      String original,
      String suggested,
      @Nullable String written,
      Tally tally,
      int relied,
      int held,
      int edits,
      int missed,
      int characters) {
    boolean byPerson() {
      return rule.equals(CorrectionView.BY_PERSON);
    }

    boolean misheard() {
      return MISHEARD.stream().anyMatch(rule::startsWith);
    }
  }

  private static final String FIELDS =
      """
      (original text, corrected text, confidence text, rule text, applied boolean,
       context_relevance float8, state text, decision jsonb, taught_by uuid)
      """;

  private static final String SQL =
      """
      WITH t AS (
        SELECT conversation_id, (created_at AT TIME ZONE 'UTC')::date AS day, corrections
          FROM turns
         WHERE <where> AND status = 'processed' AND corrections <> '[]' AND NOT is_lumen(speaker)),
      top AS (
        SELECT t.conversation_id, t.day, x.* FROM t,
               jsonb_to_recordset(t.corrections) AS x <fields>),
      c AS (
        SELECT *, false AS covered FROM top
        UNION ALL
        SELECT top.conversation_id, top.day, y.*, coalesce(y.state, '') <> 'rejected' FROM top,
               jsonb_to_recordset(top.decision -> 'replaces') AS y <fields>
         WHERE top.decision -> 'replaces' IS NOT NULL),
      told AS (
        SELECT *, coalesce(decision ->> 'suggested', corrected) AS suggested,
               CASE WHEN state = 'modified' OR rule = 'person.edit' THEN corrected END AS written,
               CASE WHEN covered THEN 'overwritten' ELSE coalesce(state, 'pending') END AS fate
          FROM c)
      SELECT conversation_id, day, rule, confidence, original, suggested, written,
             count(*) AS made,
             count(*) FILTER (WHERE fate = 'accepted') AS accepted,
             count(*) FILTER (WHERE fate = 'rejected') AS rejected,
             count(*) FILTER (WHERE fate = 'modified') AS modified,
             count(*) FILTER (WHERE fate = 'overwritten') AS overwritten,
             count(taught_by) AS retroactive,
             count(*) FILTER (WHERE context_relevance > 0 AND fate <> 'pending') AS relied,
             count(*) FILTER (WHERE context_relevance > 0 AND fate = 'accepted') AS held,
             count(*) FILTER (WHERE decision -> 'replaces' IS NULL) AS missed,
             coalesce(sum(length(original)) FILTER (WHERE applied AND NOT covered), 0) AS touched
        FROM told GROUP BY 1, 2, 3, 4, 5, 6, 7
      """
          .replace("<fields>", FIELDS);

  /**
   * The corrections of turns that the actor may see.
   *
   * @param where which turns, with names of {@code values}
   */
  static CorrectionFacts of(Handle handle, String where, Map<String, ?> values) {
    return new CorrectionFacts(
        handle
            .createQuery(SQL.replace("<where>", where))
            .bindMap(values)
            .map((rs, ctx) -> fact(rs))
            .list());
  }

  private static Fact fact(ResultSet rs) throws SQLException {
    Confidence confidence = Confidence.valueOf(rs.getString("confidence"));
    boolean byPerson = CorrectionView.BY_PERSON.equals(rs.getString("rule"));
    int made = rs.getInt("made");
    Tally tally =
        byPerson
            ? Tally.NONE
            : new Tally(
                made,
                confidence.isApplied() ? made : 0,
                rs.getInt("accepted"),
                rs.getInt("rejected"),
                rs.getInt("modified"),
                rs.getInt("overwritten"),
                rs.getInt("retroactive"));
    return new Fact(
        rs.getObject("conversation_id", UUID.class),
        rs.getObject("day", LocalDate.class),
        rs.getString("rule"),
        confidence,
        rs.getString("original"),
        rs.getString("suggested"),
        rs.getString("written"),
        tally,
        byPerson ? 0 : rs.getInt("relied"),
        byPerson ? 0 : rs.getInt("held"),
        byPerson ? made : 0,
        byPerson ? rs.getInt("missed") : 0,
        rs.getInt("touched"));
  }

  /** Those of one day. */
  CorrectionFacts on(LocalDate day) {
    return new CorrectionFacts(all.stream().filter(it -> it.day().equals(day)).toList());
  }

  /** What the cleaner proposed. */
  Stream<Fact> byCleaner() {
    return all.stream().filter(it -> !it.byPerson());
  }

  Tally tally() {
    return byCleaner().map(Fact::tally).reduce(Tally.NONE, Tally::plus);
  }

  /** Edits of people. */
  int edits() {
    return all.stream().mapToInt(Fact::edits).sum();
  }

  /** Edits of people where the cleaner had put nothing. */
  int missed() {
    return all.stream().mapToInt(Fact::missed).sum();
  }

  /** Characters of raw text that stand corrected as misheard. */
  long misheardCharacters() {
    return all.stream().filter(Fact::misheard).mapToLong(Fact::characters).sum();
  }

  /** The share of judged corrections relying on the conversation that were right. */
  double contextAccuracy() {
    return Figures.share(
        all.stream().mapToInt(Fact::held).sum(), all.stream().mapToInt(Fact::relied).sum(), 1);
  }

  /**
   * The share of the cleaner's judged decisions that were right. Applied and accepted is right, and
   * so is to have offered what people then decided; applied and undone, changed or overwritten is
   * wrong, and so is an edit of a person where the cleaner had put nothing.
   */
  double appropriate() {
    int right = 0;
    int judged = missed();
    for (Fact fact : all) {
      Tally tally = fact.tally();
      judged += tally.judged();
      right += fact.confidence().isApplied() ? tally.accepted() : tally.judged();
    }
    return Figures.share(right, judged, 1);
  }
}
