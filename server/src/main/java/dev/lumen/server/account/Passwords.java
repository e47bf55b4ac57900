package dev.lumen.server.account;

import com.password4j.BadParametersException;
import com.password4j.BcryptFunction;
import dev.lumen.server.api.Fields;
import java.security.SecureRandom;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Hashes and checks passwords.
 *
 * <p>New ones are hashed with Argon2id at 12 MiB, three passes and one lane, one of the settings of
 * the <a
 * href="https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html">OWASP
 * password storage sheet</a>: under 100 ms on a slow machine, so that signing in keeps to its 200
 * ms. Hashes of bcrypt are accepted and replaced when their owner signs in next.
 *
 * <p>Only as many checks run at a time as there are processors: a flood of sign-ins waits, and
 * cannot take the memory or the processors from the conversations.
 */
public final class Passwords {
  /** The fewest characters a password may have. */
  public static final int MIN_LENGTH = 8;

  /** The most characters of a password that are read. */
  public static final int MAX_LENGTH = 1_000;

  private static final Argon2Hash.Cost COST = new Argon2Hash.Cost(12_288, 3, 1);
  private static final int SALT_BYTES = 16;

  // What is checked for users who do not exist, so that they take as long as those who do.
  static final String NOBODY =
      "$argon2id$v=19$m=12288,t=3,p=1$JfIzKmgUCojBhM/daOl2Ug$7s07rI36NiDuPvlHQKBx2rg2fHwTO+6PrLHyJcBamJs";

  private final SecureRandom random = new SecureRandom();
  private final Semaphore atOnce = new Semaphore(Runtime.getRuntime().availableProcessors(), true);

  /**
   * A new password of a request, null when absent; one that is too short or too long is reported.
   */
  static @Nullable String optionalNew(Fields fields, String name) {
    String password = fields.optionalText(name, MAX_LENGTH);
    if (password != null && password.codePointCount(0, password.length()) < MIN_LENGTH) {
      fields.reject(name, "must have at least " + MIN_LENGTH + " characters");
    }
    return password;
  }

  /** The hash of a password, with a salt of its own, in the form that names how it was made. */
  public String hash(String password) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    atOnce.acquireUninterruptibly();
    try {
      return Argon2Hash.of(password, salt, COST).text();
    } finally {
      atOnce.release();
    }
  }

  /**
   * Whether {@code hash} is the password's. Null, for somebody unknown, takes as long and is false.
   */
  public boolean matches(String password, @Nullable String hash) {
    atOnce.acquireUninterruptibly();
    try {
      boolean matches = check(password, hash == null ? NOBODY : hash);
      return matches && hash != null;
    } finally {
      atOnce.release();
    }
  }

  /** Whether the password should be hashed anew when it is next at hand. */
  public boolean isOutdated(String hash) {
    return Argon2Hash.parse(hash).filter(parsed -> parsed.cost().equals(COST)).isEmpty();
  }

  private static boolean check(String password, String hash) {
    if (!hash.startsWith("$2")) {
      return Argon2Hash.parse(hash).filter(parsed -> parsed.matches(password)).isPresent();
    }
    try {
      return BcryptFunction.getInstanceFromHash(hash).check(password, hash);
    } catch (BadParametersException e) {
      // A damaged hash is nobody's.
      return false;
    }
  }
}
