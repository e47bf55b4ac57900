package dev.lumen.server;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;

/** Tokens that somebody else signs who knows the secret, as Supabase would. */
public final class ForeignTokens {
  private ForeignTokens() {}

  /** A token of a user, signed with this secret, no two of them alike. */
  public static String signed(String secret, UUID user, Instant end) {
    try {
      SignedJWT token =
          new SignedJWT(
              new JWSHeader(JWSAlgorithm.HS256),
              new JWTClaimsSet.Builder()
                  .subject(user.toString())
                  .claim("role", "authenticated")
                  .jwtID(UUID.randomUUID().toString())
                  .expirationTime(Date.from(end))
                  .build());
      token.sign(new MACSigner(secret));
      return token.serialize();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }
}
