package dev.lumen.server.account;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.lumen.server.api.Paths;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Access tokens: JWTs signed with HS256 (RFC 7519, RFC 7518). Tokens that another issuer, such as
 * Supabase, signed with the same secret are as good as our own. Those of an issuer that publishes
 * its keys are checked with {@link IssuerKeys}. Only signature, times and subject count; a role in
 * a token is ignored.
 */
public final class Tokens {
  /** How long an access token is good. */
  public static final Duration LIFETIME = Duration.ofMinutes(15);

  private static final int MAX_CHARS = 8_192;
  private static final String SESSION = "sid";
  private static final Pattern FORM =
      Pattern.compile("[A-Za-z0-9_-]++\\.[A-Za-z0-9_-]++\\.[A-Za-z0-9_-]++");

  /** What a token turned out to be. */
  public sealed interface Verdict {
    /**
     * Good.
     *
     * @param session the one it belongs to, where it names one
     * @param email what another issuer says of its user, where it does
     */
    record Valid(UUID userId, @Nullable UUID session, Instant expiresAt, @Nullable String email)
        implements Verdict {
      @Override
      public String toString() {
        return "Valid token of " + userId;
      }
    }

    /** It was good once. */
    record Expired() implements Verdict {}

    /** It never was. */
    record Invalid() implements Verdict {}
  }

  private final InstantSource clock;
  private final RefreshKey refreshKey;
  private final JWSSigner signer;
  private final JWSVerifier verifier;
  private final @Nullable IssuerKeys issuer;

  public Tokens(SigningKey key, InstantSource clock) {
    this(key, null, clock);
  }

  /** As above; tokens that {@code issuer} signed are as good. */
  public Tokens(SigningKey key, @Nullable IssuerKeys issuer, InstantSource clock) {
    this.clock = clock;
    this.refreshKey = new RefreshKey(key);
    this.issuer = issuer;
    try {
      this.signer = new MACSigner(key.bytes());
      this.verifier = new MACVerifier(key.bytes());
    } catch (JOSEException e) {
      throw new IllegalStateException("The signing key does not suit HS256.", e);
    }
  }

  /** For the refresh tokens of the same sessions. */
  RefreshKey refreshKey() {
    return refreshKey;
  }

  /** A token for a user and one of their sessions, good for {@link #LIFETIME} from now. */
  public String issue(UUID userId, UUID session) {
    Instant now = clock.instant();
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer("lumen")
            .subject(userId.toString())
            .claim(SESSION, session.toString())
            .jwtID(UUID.randomUUID().toString())
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(LIFETIME)))
            .build();
    SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
    try {
      token.sign(signer);
    } catch (JOSEException e) {
      throw new IllegalStateException("An access token could not be signed.", e);
    }
    return token.serialize();
  }

  /**
   * Judges a token. Whatever it is given it throws nothing, but SYS_002 when the keys of another
   * issuer cannot be had.
   */
  public Verdict verify(String token) {
    // Stricter than the library, which also reads plain Base64: one token has one spelling.
    if (token.length() > MAX_CHARS || !FORM.matcher(token).matches()) {
      return new Verdict.Invalid();
    }
    try {
      SignedJWT jwt = SignedJWT.parse(token);
      return isSigned(jwt) ? judge(jwt.getJWTClaimsSet()) : new Verdict.Invalid();
    } catch (ParseException | JOSEException | IllegalStateException | IllegalArgumentException e) {
      return new Verdict.Invalid();
    }
  }

  /** Each kind of key has its own algorithms; a token cannot choose another (RFC 8725, 3.1). */
  private boolean isSigned(SignedJWT jwt) throws JOSEException, ParseException {
    JWSAlgorithm algorithm = jwt.getHeader().getAlgorithm();
    if (JWSAlgorithm.HS256.equals(algorithm)) {
      return jwt.verify(verifier);
    }
    return issuer != null && IssuerKeys.ALGORITHMS.contains(algorithm) && issuer.signed(jwt);
  }

  private Verdict judge(JWTClaimsSet claims) throws ParseException {
    UUID userId = uuid(claims.getSubject()).orElse(null);
    Date expires = claims.getExpirationTime();
    if (userId == null || expires == null) {
      return new Verdict.Invalid();
    }
    Instant now = clock.instant();
    if (!now.isBefore(expires.toInstant())) {
      return new Verdict.Expired();
    }
    Date notBefore = claims.getNotBeforeTime();
    if (notBefore != null && now.isBefore(notBefore.toInstant())) {
      return new Verdict.Invalid();
    }
    return new Verdict.Valid(
        userId,
        uuid(claims.getStringClaim(SESSION)).orElse(null),
        expires.toInstant(),
        claims.getStringClaim("email"));
  }

  private static Optional<UUID> uuid(@Nullable String text) {
    return text == null ? Optional.empty() : Paths.parse(text);
  }
}
