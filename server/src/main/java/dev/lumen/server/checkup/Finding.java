package dev.lumen.server.checkup;

/**
 * One thing that was looked at.
 *
 * @param verdict how it is
 * @param subject what it is about, as {@code database}
 * @param found what was found; never holds a secret
 * @param advice what to do; empty where nothing needs to be done
 */
public record Finding(Verdict verdict, String subject, String found, String advice) {
  /** How it is. */
  public enum Verdict {
    OK,
    /** It works; something should be done about it some day. */
    WARN,
    /** It does not work. */
    FAIL
  }

  public static Finding ok(String subject, String found) {
    return new Finding(Verdict.OK, subject, found, "");
  }

  public static Finding warn(String subject, String found, String advice) {
    return new Finding(Verdict.WARN, subject, found, advice);
  }

  public static Finding fail(String subject, String found, String advice) {
    return new Finding(Verdict.FAIL, subject, found, advice);
  }
}
