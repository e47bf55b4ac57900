package dev.lumen.cleaner.lexicon;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A term of the trade that recognisers know badly.
 *
 * @param written as it should stand
 * @param needsName whether the conversation must know it, or a name that ends like it
 * @param heardAs what recognisers write for it where that does not sound the same, in lower case
 * @param cues words that speak for it
 * @param needsCue whether it counts only beside a cue
 * @param notAfter words that speak against it in front; {@code check:to} only where "check" is the
 *     first word heard
 * @param notBefore words that speak against it behind
 * @param against words that speak against it anywhere in the turn
 */
public record DomainPhrase(
    String written,
    boolean needsName,
    List<String> heardAs,
    Set<String> cues,
    boolean needsCue,
    Set<String> notAfter,
    Set<String> notBefore,
    Set<String> against) {

  /** All that ship, in the order of the file. */
  public static final List<DomainPhrase> ALL =
      Resources.lines("domain-phrases.txt").stream().map(DomainPhrase::parse).toList();

  private static DomainPhrase parse(String line) {
    String[] parts = line.split("\\|", -1);
    String cues = parts[2].strip();
    boolean needed = cues.startsWith("!");
    String written = parts[0].strip();
    boolean needsName = written.startsWith("*");
    return new DomainPhrase(
        needsName ? written.substring(1) : written,
        needsName,
        List.of(parts[1].strip().split(" *, *", -1)),
        words(needed ? cues.substring(1) : cues),
        needed,
        words(parts[3]),
        words(parts[4]),
        words(parts.length > 5 ? parts[5] : ""));
  }

  private static Set<String> words(String part) {
    Set<String> words = new HashSet<>(List.of(part.strip().split(" +", -1)));
    words.remove("");
    return Set.copyOf(words);
  }
}
