package dev.lumen.cleaner.model;

import java.util.ArrayList;
import java.util.List;

/**
 * The spoken words of a turn with what stands between them, as the tagger of disfluencies reads
 * them.
 */
public final class Utterance {
  private final List<String> words = new ArrayList<>();
  private final List<Pause> before = new ArrayList<>();
  private final Register register;
  private Pause end = Pause.NONE;

  /** What stands between two words: the strongest mark, or a gap where something was taken out. */
  public enum Pause {
    /** Nothing. */
    NONE(0),
    /** Something was taken out, such as an "um". */
    GAP(1),
    /** A comma, perhaps with a gap. */
    COMMA(2),
    /** A dash or dots: the speaker broke off. */
    DASH(3),
    /** A full stop or an exclamation mark. */
    STOP(4),
    /** A question mark. */
    QUESTION(5),
    /** Something else, such as a bracket. */
    OTHER(6);

    private final int code;

    Pause(int code) {
      this.code = code;
    }

    /** Its number in the signs of the model, 0 for nothing; the stronger, the greater. */
    int code() {
      return code;
    }

    /** The stronger of two. */
    public Pause or(Pause other) {
      return code >= other.code ? this : other;
    }

    /** The pause that a mark of punctuation makes. */
    public static Pause of(String mark) {
      return switch (mark) {
        case "," -> COMMA;
        case ".", "!" -> STOP;
        case "?" -> QUESTION;
        case "-", "--", "---", "…", "..", "...", "–", "—" -> DASH;
        default -> OTHER;
      };
    }
  }

  /**
   * How people talk here and how it is written down, each as a step of a scale that begins with 0
   * for "not known yet".
   *
   * @param sounds how often "um" and "uh" were written
   * @param likes how often "like" was said
   * @param bare whether the turn has no mark at all
   */
  public record Register(int sounds, int likes, boolean bare) {
    private static final int ENOUGH_WORDS = 60;
    private static final double[] SOUNDS = {0.5, 3, 8, 20, 40};
    private static final double[] LIKES = {1, 3, 6, 12};

    /** The register by counts of words, sounds of thinking, and "like". */
    public static Register of(int words, int sounds, int likes, boolean bare) {
      return new Register(step(words, sounds, SOUNDS), step(words, likes, LIKES), bare);
    }

    private static int step(int words, int count, double[] bounds) {
      if (words < ENOUGH_WORDS) {
        return 0;
      }
      int step = 1;
      while (step <= bounds.length && 1000.0 * count >= bounds[step - 1] * words) {
        step++;
      }
      return step;
    }
  }

  /** No words yet. */
  public Utterance(Register register) {
    this.register = register;
  }

  /** Adds a word in lower case, and what stands before it. */
  public void add(String lower, Pause pause) {
    words.add(lower);
    before.add(pause);
  }

  /** Says what stands behind the last word. */
  public void endsWith(Pause pause) {
    end = pause;
  }

  /** How many words. */
  public int size() {
    return words.size();
  }

  /** A word in lower case. */
  public String word(int index) {
    return words.get(index);
  }

  /** What stands before a word; behind the last one at the end. */
  Pause pause(int index) {
    return index < before.size() ? before.get(index) : end;
  }

  Register register() {
    return register;
  }
}
