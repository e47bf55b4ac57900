package dev.lumen.server.account;

import dev.lumen.server.database.Actor;
import dev.lumen.server.database.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Refresh tokens in the database: only their SHA-256, each good for one use. The tokens that came
 * from one sign-in are a family; it is what a client would call its session.
 */
final class RefreshTokenStore {
  private static final Actor SERVICE = new Actor.Service();

  /** What became of the use of a token. */
  sealed interface Use {
    /** It was good, and is used now. */
    record Accepted(UUID userId, UUID family) implements Use {}

    /** It had been used before, so its family is revoked now: one of the two users is a thief. */
    record Reused(UUID userId, UUID family) implements Use {}

    /** Its time has passed. */
    record Expired() implements Use {}

    /** No such token, or it was revoked. */
    record Unknown() implements Use {}
  }

  /** What takes the place of a used token. */
  @SuppressWarnings("ArrayRecordComponent") // handed through, never compared
  record Successor(byte[] hash, Instant expiresAt) {}

  private record Row(
      UUID id,
      UUID userId,
      UUID family,
      boolean expired,
      @Nullable Instant usedAt,
      boolean revoked) {
    /** Whether it was good all the time until now. */
    boolean isFresh() {
      return usedAt == null && !expired && !revoked;
    }
  }

  private final Database database;

  RefreshTokenStore(Database database) {
    this.database = database;
  }

  /** Keeps a new token, and clears away what expired long ago of the same user. */
  void add(UUID userId, UUID family, byte[] hash, Instant now, Instant expiresAt) {
    database.write(
        SERVICE,
        handle -> {
          handle
              .createUpdate(
                  "delete from refresh_tokens where user_id = :user and expires_at < :old")
              .bind("user", userId)
              .bind("old", utc(now.minus(Duration.ofDays(1))))
              .execute();
          return insert(handle, userId, family, hash, now, expiresAt);
        });
  }

  /**
   * Uses a token, and if it was good keeps {@code next} in its place: in one transaction, whoever
   * else tries. One that was used less than {@code grace} ago is good still, as long as {@code
   * next}, which then is there already, was not used in its turn.
   */
  Use rotate(byte[] hash, Successor next, Instant now, Duration grace) {
    return database.write(SERVICE, handle -> use(handle, hash, next, now, grace));
  }

  /**
   * Revokes the family of a token; answers whose and which, or empty when there is no such token.
   */
  Optional<Use.Accepted> revokeByToken(byte[] hash, Instant now) {
    return database.write(
        SERVICE,
        handle -> {
          Optional<Row> row = find(handle, hash, now);
          row.ifPresent(found -> revoke(handle, "family_id", found.family(), now));
          return row.map(found -> new Use.Accepted(found.userId(), found.family()));
        });
  }

  /** Revokes one family. */
  void revokeFamily(UUID family, Instant now) {
    database.write(SERVICE, handle -> revoke(handle, "family_id", family, now));
  }

  /** Revokes all that a user has. */
  void revokeAll(UUID userId, Instant now) {
    database.write(SERVICE, handle -> revoke(handle, "user_id", userId, now));
  }

  /** The families of a user that were revoked since {@code since}. */
  Set<UUID> revokedSince(UUID userId, Instant since) {
    return database.read(
        SERVICE,
        handle ->
            handle
                .createQuery(
                    "select distinct family_id from refresh_tokens where user_id = :user and revoked_at >= :since")
                .bind("user", userId)
                .bind("since", utc(since))
                .mapTo(UUID.class)
                .set());
  }

  private static Use use(Handle handle, byte[] hash, Successor next, Instant now, Duration grace) {
    Row row = find(handle, hash, now).orElse(null);
    if (row == null || row.revoked()) {
      return new Use.Unknown();
    }
    Instant usedAt = row.usedAt();
    if (usedAt != null) {
      if (now.isBefore(usedAt.plus(grace))
          && find(handle, next.hash(), now).filter(Row::isFresh).isPresent()) {
        return new Use.Accepted(row.userId(), row.family());
      }
      revoke(handle, "family_id", row.family(), now);
      return new Use.Reused(row.userId(), row.family());
    }
    if (row.expired()) {
      return new Use.Expired();
    }
    handle
        .createUpdate("update refresh_tokens set used_at = :now where id = :id")
        .bind("now", utc(now))
        .bind("id", row.id())
        .execute();
    insert(handle, row.userId(), row.family(), next.hash(), now, next.expiresAt());
    return new Use.Accepted(row.userId(), row.family());
  }

  private static Optional<Row> find(Handle handle, byte[] hash, Instant now) {
    return handle
        .createQuery(
            """
            select id, user_id, family_id, expires_at <= :now as expired, used_at,
                   revoked_at is not null as revoked
            from refresh_tokens where token_hash = :hash for update
            """)
        .bind("now", utc(now))
        .bind("hash", hash)
        .map(
            (row, context) ->
                new Row(
                    row.getObject("id", UUID.class),
                    row.getObject("user_id", UUID.class),
                    row.getObject("family_id", UUID.class),
                    row.getBoolean("expired"),
                    instant(row.getObject("used_at", OffsetDateTime.class)),
                    row.getBoolean("revoked")))
        .findOne();
  }

  private static int insert(
      Handle handle, UUID userId, UUID family, byte[] hash, Instant now, Instant expiresAt) {
    return handle
        .createUpdate(
            """
            insert into refresh_tokens (id, user_id, family_id, token_hash, created_at, expires_at)
            values (:id, :user, :family, :hash, :now, :expires)
            """)
        .bind("id", UUID.randomUUID())
        .bind("user", userId)
        .bind("family", family)
        .bind("hash", hash)
        .bind("now", utc(now))
        .bind("expires", utc(expiresAt))
        .execute();
  }

  private static int revoke(Handle handle, String column, UUID id, Instant now) {
    return handle
        .createUpdate(
            "update refresh_tokens set revoked_at = :now where %s = :id and revoked_at is null"
                .formatted(column))
        .bind("now", utc(now))
        .bind("id", id)
        .execute();
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
