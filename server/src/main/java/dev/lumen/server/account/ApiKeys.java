package dev.lumen.server.account;

import dev.lumen.server.database.Actor;
import dev.lumen.server.database.Database;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * Keys with which programs act for a user, until they are revoked. They are remembered as long as
 * {@link KnownUsers} remembers users; what this server revokes counts at once.
 */
public final class ApiKeys {
  /** How every key begins, so that a leaked one is recognised. */
  public static final String PREFIX = "lumen_";

  /** The most keys a user may have at a time. */
  public static final int MOST = 50;

  private static final Actor SERVICE = new Actor.Service();
  private static final int CAPACITY = 10_000;

  /** How exact the time of the last use is: more would cost a write for each request. */
  private static final Duration USE_PRECISION = Duration.ofMinutes(1);

  private static final int HINT_CHARS = PREFIX.length() + 6;

  /**
   * A key as its owner sees it later.
   *
   * @param hint how it begins
   * @param lastUsedAt to the minute
   */
  public record ApiKey(
      UUID id,
      String name,
      String hint,
      String scope,
      Instant createdAt,
      @Nullable Instant expiresAt,
      @Nullable Instant lastUsedAt) {}

  /** A key as its owner sees it once. */
  public record NewKey(ApiKey key, String text) {
    @Override
    public String toString() {
      return "NewKey " + key.id();
    }
  }

  /** Whose a key is and what it may do. */
  record Known(UUID id, UUID userId, Scope scope, @Nullable Instant expiresAt) {}

  private record Row(Known known, @Nullable Instant usedAt) {
    boolean isUseStale(Instant now) {
      return usedAt == null || usedAt.plus(USE_PRECISION).isBefore(now);
    }
  }

  private record Entry(Optional<Known> known, Instant readAt) {}

  private final Database database;
  private final AuditTrail audit;
  private final InstantSource clock;
  private final Recent<ByteBuffer, Entry> entries = new Recent<>(CAPACITY);

  public ApiKeys(Database database, AuditTrail audit, InstantSource clock) {
    this.database = database;
    this.audit = audit;
    this.clock = clock;
  }

  /** Makes a key; empty when the user has {@link #MOST} already. */
  Optional<NewKey> create(
      Doer doer, UUID userId, String name, Scope scope, @Nullable Duration lifetime) {
    SecretToken token = SecretToken.create(PREFIX);
    return database.write(
        SERVICE,
        handle -> {
          // The user's row is what two requests at once wait for each other at.
          handle.execute("select 1 from users where id = ? for update", userId);
          if (list(handle, userId).size() >= MOST) {
            return Optional.empty();
          }
          ApiKey key = insert(handle, userId, name, scope, token, lifetime);
          audit.done(
              handle,
              doer,
              AuditAction.KEY_CREATED,
              userId,
              Map.of("key_id", key.id(), "scope", key.scope()));
          return Optional.of(new NewKey(key, token.text()));
        });
  }

  private ApiKey insert(
      Handle handle,
      UUID userId,
      String name,
      Scope scope,
      SecretToken token,
      @Nullable Duration lifetime) {
    Instant now = clock.instant();
    return handle
        .createQuery(
            """
            insert into api_keys (user_id, name, hint, key_hash, scope, created_at, expires_at)
            values (:user, :name, :hint, :hash, :scope, :now, cast(:end as timestamptz)) returning *
            """)
        .bind("user", userId)
        .bind("name", name)
        .bind("hint", token.text().substring(0, HINT_CHARS))
        .bind("hash", token.hash())
        .bind("scope", scope.label())
        .bind("now", now)
        .bind("end", lifetime == null ? null : now.plus(lifetime))
        .map(ApiKeys::key)
        .one();
  }

  /** The keys of a user that are not revoked, the newest first. */
  List<ApiKey> list(UUID userId) {
    return database.read(SERVICE, handle -> list(handle, userId));
  }

  /** Revokes a key of a user; false when they have no such key. */
  boolean revoke(Doer doer, UUID userId, UUID keyId) {
    boolean revoked =
        database.write(
            SERVICE,
            handle -> {
              int keys =
                  handle
                      .createUpdate(
                          """
                          update api_keys set revoked_at = :now
                          where id = :id and user_id = :user and revoked_at is null
                          """)
                      .bind("now", clock.instant())
                      .bind("id", keyId)
                      .bind("user", userId)
                      .execute();
              if (keys > 0) {
                audit.done(handle, doer, AuditAction.KEY_REVOKED, userId, Map.of("key_id", keyId));
              }
              return keys > 0;
            });
    if (revoked) {
      entries.clear();
    }
    return revoked;
  }

  /** Whose key this is; empty for one that is unknown, revoked or too old. */
  Optional<Known> find(String text) {
    if (text.length() > SecretToken.MAX_CHARS) {
      return Optional.empty();
    }
    byte[] hash = new SecretToken(text).hash();
    ByteBuffer name = ByteBuffer.wrap(hash);
    Instant now = clock.instant();
    Entry entry = entries.find(name);
    if (entry == null || entry.readAt().plus(KnownUsers.FRESH).isBefore(now)) {
      entry = new Entry(read(hash, now), now);
      entries.put(name, entry);
    }
    return entry.known().filter(key -> key.expiresAt() == null || now.isBefore(key.expiresAt()));
  }

  private Optional<Known> read(byte[] hash, Instant now) {
    Optional<Row> row =
        database.read(
            SERVICE,
            handle ->
                handle
                    .createQuery(
                        "select * from api_keys where key_hash = :hash and revoked_at is null")
                    .bind("hash", hash)
                    .map(ApiKeys::row)
                    .findOne());
    row.filter(found -> found.isUseStale(now)).ifPresent(found -> noteUse(found.known(), now));
    return row.map(Row::known);
  }

  private void noteUse(Known key, Instant now) {
    database.write(
        SERVICE,
        handle ->
            handle
                .createUpdate("update api_keys set last_used_at = :now where id = :id")
                .bind("now", now)
                .bind("id", key.id())
                .execute());
  }

  private static List<ApiKey> list(Handle handle, UUID userId) {
    return handle
        .createQuery(
            """
            select * from api_keys where user_id = :user and revoked_at is null
            order by created_at desc, id
            """)
        .bind("user", userId)
        .map(ApiKeys::key)
        .list();
  }

  private static Row row(ResultSet row, StatementContext context) throws SQLException {
    return new Row(
        new Known(
            row.getObject("id", UUID.class),
            row.getObject("user_id", UUID.class),
            Scope.of(row.getString("scope")),
            instant(row, "expires_at")),
        instant(row, "last_used_at"));
  }

  private static ApiKey key(ResultSet row, StatementContext context) throws SQLException {
    Instant created = instant(row, "created_at");
    return new ApiKey(
        row.getObject("id", UUID.class),
        row.getString("name"),
        row.getString("hint"),
        row.getString("scope"),
        created == null ? Instant.EPOCH : created,
        instant(row, "expires_at"),
        instant(row, "last_used_at"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
