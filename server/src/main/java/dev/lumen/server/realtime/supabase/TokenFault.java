package dev.lumen.server.realtime.supabase;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with a token that was refused, in the words that clients of Supabase know. */
final class TokenFault {
  private TokenFault() {}

  static String describe(@Nullable String token, Instant now) {
    if (token == null) {
      return "Unauthorized: The join came without an access token. Join again with one; the client"
          + " does so by itself when it has a session.";
    }
    String[] parts = token.split("\\.", -1);
    JsonNode claims = parts.length == 3 ? claims(parts[1]) : null;
    if (claims == null) {
      return "MalformedJWT: The token provided is not a valid JWT";
    }
    long expires = claims.path("exp").asLong(Long.MAX_VALUE);
    if (expires <= now.getEpochSecond()) {
      return "InvalidJWTToken: Token has expired "
          + (now.getEpochSecond() - expires)
          + " seconds ago";
    }
    return "JwtSignatureError: Failed to validate JWT signature, or its user is signed out or shut out";
  }

  private static @Nullable JsonNode claims(String part) {
    try {
      JsonNode claims = Json.MAPPER.readTree(Base64.getUrlDecoder().decode(part));
      return claims.isObject() ? claims : null;
    } catch (IOException | IllegalArgumentException notAToken) {
      return null;
    }
  }
}
