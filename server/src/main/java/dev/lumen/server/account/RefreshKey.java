package dev.lumen.server.account;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What refresh tokens have to do with the signing key: when it is replaced, all of them are worth
 * nothing any more.
 */
final class RefreshKey {
  private static final String HMAC = "HmacSHA256";

  private final SigningKey key;

  RefreshKey(SigningKey key) {
    this.key = key;
  }

  /** What stands in the database. Random bits need no salt and no slow function. */
  byte[] hash(SecretToken refresh) {
    return mac("stored", refresh);
  }

  /**
   * The token that takes the place of another when it is used: always the same one, so that a
   * client that asks twice at once, or asks again because the answer was lost, is answered the
   * same.
   */
  SecretToken successor(SecretToken refresh) {
    byte[] bytes = mac("successor", refresh);
    return new SecretToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  private byte[] mac(String purpose, SecretToken refresh) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key.bytes(), HMAC));
      // No token has a colon, so that no purpose and token read like another pair.
      mac.update(("lumen refresh " + purpose + ":").getBytes(StandardCharsets.US_ASCII));
      return mac.doFinal(refresh.text().getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("Every Java platform has HmacSHA256.", e);
    }
  }
}
