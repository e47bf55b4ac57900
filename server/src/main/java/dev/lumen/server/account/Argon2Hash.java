package dev.lumen.server.account;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An Argon2id hash in the <a
 * href="https://github.com/P-H-C/phc-string-format/blob/master/phc-sf-spec.md">PHC string
 * format</a>: {@code $argon2id$v=19$m=12288,t=3,p=1$salt$hash}.
 *
 * <p>The library computes the hash; its text is made and read here, because the library spells
 * {@code argon2id} with the letters of the machine's locale, and reads none of its own hashes in a
 * Turkish one.
 */
final class Argon2Hash {
  static final String PREFIX = "$argon2id$";
  private static final int VERSION = 19;
  private static final Pattern FORM =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=([0-9]{1,7}),t=([0-9]{1,3}),p=([0-9]{1,2})\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{16,86})");

  /** Memory in KiB, passes over it, lanes. */
  record Cost(int memory, int passes, int lanes) {}

  private final Cost cost;
  private final byte[] salt;
  private final byte[] digest;

  private Argon2Hash(Cost cost, byte[] salt, byte[] digest) {
    this.cost = cost;
    this.salt = salt;
    this.digest = digest;
  }

  /** The hash of {@code password}, of 32 bytes. */
  static Argon2Hash of(String password, byte[] salt, Cost cost) {
    return new Argon2Hash(cost, salt, compute(password, salt, cost, 32));
  }

  /** Reads the text form; empty when it is damaged. */
  static Optional<Argon2Hash> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      Cost cost = new Cost(number(matcher, 1), number(matcher, 2), number(matcher, 3));
      Base64.Decoder decoder = Base64.getDecoder();
      return Optional.of(
          new Argon2Hash(cost, decoder.decode(matcher.group(4)), decoder.decode(matcher.group(5))));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** How much work it is. */
  Cost cost() {
    return cost;
  }

  /** Whether it is the hash of {@code password}; takes the same time whichever byte differs. */
  boolean matches(String password) {
    return MessageDigest.isEqual(digest, compute(password, salt, cost, digest.length));
  }

  /** The text form. */
  String text() {
    Base64.Encoder encoder = Base64.getEncoder().withoutPadding();
    return PREFIX
        + "v="
        + VERSION
        + "$m="
        + cost.memory()
        + ",t="
        + cost.passes()
        + ",p="
        + cost.lanes()
        + "$"
        + encoder.encodeToString(salt)
        + "$"
        + encoder.encodeToString(digest);
  }

  private static byte[] compute(String password, byte[] salt, Cost cost, int length) {
    return Argon2Function.getInstance(
            cost.memory(), cost.passes(), cost.lanes(), length, Argon2.ID, VERSION)
        .hash(password.getBytes(StandardCharsets.UTF_8), salt)
        .getBytes();
  }

  private static int number(Matcher matcher, int group) {
    return Math.max(1, Integer.parseInt(matcher.group(group)));
  }
}
