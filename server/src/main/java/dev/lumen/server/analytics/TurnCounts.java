package dev.lumen.server.analytics;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * How many of some processed turns are of which kind: figures that can be added up.
 *
 * @param people turns of people
 * @param characters of their raw text
 * @param selfCorrections turns in which the speaker took something back
 * @param high turns of people of HIGH confidence, {@code medium} and {@code low} alike
 */
record TurnCounts(
    int turns, int people, long characters, int selfCorrections, int high, int medium, int low) {
  static final TurnCounts NONE = new TurnCounts(0, 0, 0, 0, 0, 0, 0);

  /** Their columns, over rows with {@code person}, {@code self_correction} and the like. */
  static final String COLUMNS =
      """
      count(*) AS turns,
      count(*) FILTER (WHERE person) AS people,
      coalesce(sum(characters) FILTER (WHERE person), 0) AS characters,
      count(*) FILTER (WHERE person AND self_correction) AS self_corrections,
      count(*) FILTER (WHERE person AND sure = 'HIGH') AS high,
      count(*) FILTER (WHERE person AND sure = 'MEDIUM') AS medium,
      count(*) FILTER (WHERE person AND sure = 'LOW') AS low
      """;

  static TurnCounts of(ResultSet rs) throws SQLException {
    return new TurnCounts(
        rs.getInt("turns"),
        rs.getInt("people"),
        rs.getLong("characters"),
        rs.getInt("self_corrections"),
        rs.getInt("high"),
        rs.getInt("medium"),
        rs.getInt("low"));
  }

  TurnCounts plus(TurnCounts more) {
    return new TurnCounts(
        turns + more.turns,
        people + more.people,
        characters + more.characters,
        selfCorrections + more.selfCorrections,
        high + more.high,
        medium + more.medium,
        low + more.low);
  }

  int voice() {
    return turns - people;
  }

  /** The share of people's characters that were heard right. */
  double accuracy(CorrectionFacts facts) {
    return characters == 0
        ? 1
        : Figures.rounded(1 - Math.min(1, (double) facts.misheardCharacters() / characters), 4);
  }

  double highRate() {
    return Figures.share(high, people, 1);
  }

  double selfCorrectionRate() {
    return Figures.share(selfCorrections, people, 0);
  }
}
