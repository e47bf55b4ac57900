package dev.lumen.server.account;

import dev.lumen.server.database.Actor;
import dev.lumen.server.database.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;

/**
 * One-time links in the database: whoever has one is let in once, as the user it was made for. A
 * user has one at a time; a new one takes the place of those before it.
 */
public final class SignInLinks {
  /** How long the link of a start or of a password that was taken back can be used. */
  public static final Duration SHORT = Duration.ofHours(24);

  /** How long an invitation can be used. */
  public static final Duration INVITATION = Duration.ofDays(7);

  private static final Actor SERVICE = new Actor.Service();

  /**
   * A link as it is shown once.
   *
   * @param token what {@code POST /api/v1/auth/link} takes
   */
  public record Link(UUID userId, String email, String token, Instant expiresAt) {
    /** The page that takes the token. A fragment is not sent, so no log on the way holds it. */
    public String at(String server) {
      return server + "/sign-in#token=" + token;
    }

    @Override
    public String toString() {
      return "Link for " + userId;
    }
  }

  /** What became of the use of a link. */
  sealed interface Use {
    /** It was good, and is used now. */
    record Accepted(UUID userId) implements Use {}

    /** Its time has passed. */
    record Expired() implements Use {}

    /** There is none, or it was used or replaced. */
    record Unknown() implements Use {}
  }

  private final Database database;
  private final InstantSource clock;

  public SignInLinks(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** A new link for a user, in place of any they had. */
  Link create(Account account, Duration lifetime) {
    return database.write(SERVICE, handle -> create(handle, account, lifetime));
  }

  /** As {@link #create(Account, Duration)}, in a transaction under way. */
  Link create(Handle handle, Account account, Duration lifetime) {
    SecretToken token = SecretToken.create();
    Instant now = clock.instant();
    Instant end = now.plus(lifetime);
    handle
        .createUpdate("delete from sign_in_links where user_id = :user")
        .bind("user", account.id())
        .execute();
    handle
        .createUpdate(
            """
            insert into sign_in_links (user_id, token_hash, created_at, expires_at)
            values (:user, :hash, :now, :end)
            """)
        .bind("user", account.id())
        .bind("hash", token.hash())
        .bind("now", now)
        .bind("end", end)
        .execute();
    return new Link(account.id(), account.email(), token.text(), end);
  }

  /**
   * Uses a link, once whoever else tries; what comes with its use is done in the same transaction.
   */
  Use use(String token, BiConsumer<Handle, UUID> together) {
    return database.write(
        SERVICE,
        handle -> {
          Use use = use(handle, new SecretToken(token).hash());
          if (use instanceof Use.Accepted accepted) {
            together.accept(handle, accepted.userId());
          }
          return use;
        });
  }

  private Use use(Handle handle, byte[] hash) {
    record Row(UUID id, UUID userId, Instant end, boolean used) {}
    Row row =
        handle
            .createQuery(
                "select id, user_id, expires_at, used_at from sign_in_links where token_hash = :hash for update")
            .bind("hash", hash)
            .map(
                (found, context) ->
                    new Row(
                        found.getObject("id", UUID.class),
                        found.getObject("user_id", UUID.class),
                        found.getObject("expires_at", java.time.OffsetDateTime.class).toInstant(),
                        found.getObject("used_at") != null))
            .findOne()
            .orElse(null);
    if (row == null || row.used()) {
      return new Use.Unknown();
    }
    Instant now = clock.instant();
    if (!now.isBefore(row.end())) {
      return new Use.Expired();
    }
    handle
        .createUpdate("update sign_in_links set used_at = :now where id = :id")
        .bind("now", now)
        .bind("id", row.id())
        .execute();
    return new Use.Accepted(row.userId());
  }
}
