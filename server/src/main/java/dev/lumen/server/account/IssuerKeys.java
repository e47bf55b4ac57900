package dev.lumen.server.account;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.SignedJWT;
import dev.lumen.server.api.ApiException;
import dev.lumen.server.api.ErrorCode;
import java.net.MalformedURLException;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The public keys of another issuer of tokens, read from the address where it publishes them (a JWK
 * set, RFC 7517). They are remembered for five minutes, looked for again when a token names one
 * that is not known, and kept for hours when the address does not answer.
 */
public final class IssuerKeys {
  /** Signed with a private key: the address gives nobody the power to sign. */
  static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);

  private static final int TIMEOUT_MILLIS = 2_000;
  private static final int MAX_BYTES = 256 * 1024;
  private static final Duration OUTAGE = Duration.ofHours(6);

  private final JWKSource<SecurityContext> keys;
  private final @Nullable String issuer;

  /**
   * @param address where the keys are
   * @param issuer what tokens must say in {@code iss}, or null
   */
  public IssuerKeys(URI address, @Nullable String issuer) {
    this.issuer = issuer;
    try {
      this.keys =
          JWKSourceBuilder.create(
                  address.toURL(),
                  new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, MAX_BYTES))
              .retrying(true)
              .outageTolerant(OUTAGE.toMillis())
              .build();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException("LUMEN_JWKS_URL is no address.", e);
    }
  }

  /**
   * Whether the issuer signed this; SYS_002 when its keys are not known and cannot be had just now.
   */
  boolean signed(SignedJWT token) throws JOSEException, ParseException {
    if (issuer != null && !issuer.equals(token.getJWTClaimsSet().getIssuer())) {
      return false;
    }
    JWKMatcher matcher = JWKMatcher.forJWSHeader(token.getHeader());
    if (matcher == null) {
      return false;
    }
    for (JWK key : find(matcher)) {
      if (key instanceof AsymmetricJWK asymmetric && token.verify(verifier(token, asymmetric))) {
        return true;
      }
    }
    return false;
  }

  private Iterable<JWK> find(JWKMatcher matcher) {
    try {
      return keys.get(new JWKSelector(matcher), null);
    } catch (JWKSetUnavailableException e) {
      throw new ApiException(
              ErrorCode.EXTERNAL_SERVICE_ERROR,
              "The keys of the issuer of this token cannot be read at the moment.")
          .withCause(e);
    } catch (KeySourceException e) {
      // Asked too often for keys that are not there.
      return Set.of();
    }
  }

  private static JWSVerifier verifier(SignedJWT token, AsymmetricJWK key) throws JOSEException {
    return new DefaultJWSVerifierFactory().createJWSVerifier(token.getHeader(), key.toPublicKey());
  }
}
