package dev.lumen.server.account;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A user as stored.
 *
 * @param passwordHash null for users who cannot sign in with a password
 */
public record Account(
    UUID id,
    String email,
    Role role,
    boolean active,
    Instant createdAt,
    @Nullable String passwordHash) {

  Principal principal() {
    return new Principal(id, email, role);
  }

  @Override
  public String toString() {
    return "Account " + id;
  }
}
