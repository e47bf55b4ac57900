package dev.lumen.server.realtime;

/**
 * What turns change in their conversation's figures (D-07, D-08).
 *
 * @param lastSeq the number of the last new turn, 0 where none is new
 * @param turns how many are new
 * @param people how many of the new ones are a person's
 * @param cleaned how many of a person's became processed
 * @param pending by how much those that wait become more, or fewer
 * @param high how many are now of confidence HIGH; {@code medium} and {@code low} likewise
 * @param millis what processing them took
 * @param peoplesMillis what of that went to a person's
 */
public record FiguresChange(
    int lastSeq,
    int turns,
    int people,
    int cleaned,
    int pending,
    int high,
    int medium,
    int low,
    double millis,
    double peoplesMillis) {

  /** A new turn that waits. */
  public static FiguresChange waiting(int seq, boolean person) {
    return new FiguresChange(seq, 1, person ? 1 : 0, 0, 1, 0, 0, 0, 0, 0);
  }

  /** A new turn that was processed as it came. */
  public static FiguresChange processed(int seq, boolean person, String confidence, double millis) {
    return done(seq, 1, 0, person, confidence, millis);
  }

  /** A turn that has waited and is processed now. */
  public static FiguresChange finished(boolean person, String confidence, double millis) {
    return done(0, 0, -1, person, confidence, millis);
  }

  private static FiguresChange done(
      int seq, int turns, int pending, boolean person, String confidence, double millis) {
    return new FiguresChange(
        seq,
        turns,
        person ? turns : 0,
        person ? 1 : 0,
        pending,
        confidence.equals("HIGH") ? 1 : 0,
        confidence.equals("MEDIUM") ? 1 : 0,
        confidence.equals("LOW") ? 1 : 0,
        millis,
        person ? millis : 0);
  }

  /** What both change. */
  public static FiguresChange sum(FiguresChange one, FiguresChange other) {
    return new FiguresChange(
        Math.max(one.lastSeq, other.lastSeq),
        one.turns + other.turns,
        one.people + other.people,
        one.cleaned + other.cleaned,
        one.pending + other.pending,
        one.high + other.high,
        one.medium + other.medium,
        one.low + other.low,
        one.millis + other.millis,
        one.peoplesMillis + other.peoplesMillis);
  }
}
