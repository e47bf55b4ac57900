package dev.lumen.server.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The text of a refresh token, a one-time link or an API key: 256 random bits. Only its hash is
 * stored, so a stolen table is of no use.
 */
record SecretToken(String text) {
  static final int MAX_CHARS = 200;
  private static final SecureRandom RANDOM = new SecureRandom();

  static SecretToken create() {
    return create("");
  }

  /**
   * With a beginning that tells people, and programs that search for leaked secrets, what it is.
   */
  static SecretToken create(String prefix) {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return new SecretToken(prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** What stands in the database. Random bits need no salt and no slow function. */
  byte[] hash() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }

  @Override
  public String toString() {
    return "SecretToken";
  }
}
