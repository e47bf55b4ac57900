package dev.lumen.server.realtime.supabase;

import dev.lumen.server.ForeignTokens;
import dev.lumen.server.RunningServer;
import dev.lumen.server.account.Role;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** A server whose tokens somebody else signs, as Supabase would. */
final class Tokens {
  private static final String SECRET = "a secret of a project, long enough for HS256";

  private Tokens() {}

  static RunningServer server() {
    return RunningServer.with(Map.of("LUMEN_JWT_SECRET", SECRET, "LUMEN_LIMITS", "off"));
  }

  static UUID user(RunningServer server, String email) {
    return server.server().accounts().findOrCreate(UUID.randomUUID(), email, Role.USER).id();
  }

  static String token(UUID user, Instant expires) {
    return ForeignTokens.signed(SECRET, user, expires);
  }

  static String forged(UUID user) {
    return ForeignTokens.signed(
        "another secret, which nobody trusts here", user, Instant.now().plusSeconds(600));
  }
}
