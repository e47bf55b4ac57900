package dev.lumen.server.conversation;

import dev.lumen.server.api.ApiException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Which conversation each key of a request has made or filled. It is written in the transaction of
 * the change, so that both are there or neither, and kept for a day.
 */
public final class RequestKeys {
  /** How long a request may be sent again. */
  public static final Duration KEPT = Duration.ofDays(1);

  private final InstantSource clock;

  public RequestKeys(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * What became of a request.
   *
   * @param repeated whether an earlier one had done it
   */
  public record Made(UUID conversationId, boolean repeated) {}

  /**
   * Does what a request asks for unless an earlier one with its key has done so.
   *
   * @param key null where it has none: then it is done
   * @param change does it, and answers its conversation
   * @throws ApiException 422 when the key stands for another request, 409 while another is at it
   */
  public Made once(Handle handle, @Nullable RequestKey key, Supplier<UUID> change) {
    if (key == null) {
      return new Made(change.get(), false);
    }
    if (!isMine(handle, key)) {
      throw RequestKey.underWay("A request with this Idempotency-Key is being worked on.");
    }
    Instant oldest = clock.instant().minus(KEPT);
    Optional<UUID> earlier = find(handle, key, oldest);
    if (earlier.isPresent()) {
      return new Made(earlier.get(), true);
    }
    forgetBefore(handle, key.user(), oldest);
    UUID made = change.get();
    handle
        .createUpdate(
            """
            INSERT INTO request_keys (user_id, key, fingerprint, conversation_id, made_at)
            VALUES (:user, :key, :fingerprint, :conversation, :now)
            """)
        .bind("user", key.user())
        .bind("key", key.key())
        .bind("fingerprint", key.fingerprint())
        .bind("conversation", made)
        .bind("now", clock.instant().atOffset(ZoneOffset.UTC))
        .execute();
    return new Made(made, false);
  }

  /** Until the end of the transaction, on whatever node. */
  private static boolean isMine(Handle handle, RequestKey key) {
    return handle
        .createQuery("SELECT pg_try_advisory_xact_lock(hashtextextended(:name, 0))")
        .bind("name", "request " + key.user() + " " + key.key())
        .mapTo(Boolean.class)
        .one();
  }

  private static Optional<UUID> find(Handle handle, RequestKey key, Instant oldest) {
    return handle
        .createQuery(
            """
            SELECT conversation_id, fingerprint FROM request_keys
             WHERE user_id = :user AND key = :key AND made_at >= :oldest
            """)
        .bind("user", key.user())
        .bind("key", key.key())
        .bind("oldest", oldest.atOffset(ZoneOffset.UTC))
        .map(
            (rs, _) -> {
              if (!key.isOf(rs.getBytes("fingerprint"))) {
                throw RequestKey.usedOtherwise();
              }
              return rs.getObject("conversation_id", UUID.class);
            })
        .findOne();
  }

  private static void forgetBefore(Handle handle, UUID user, Instant oldest) {
    handle
        .createUpdate("DELETE FROM request_keys WHERE user_id = :user AND made_at < :oldest")
        .bind("user", user)
        .bind("oldest", oldest.atOffset(ZoneOffset.UTC))
        .execute();
  }

  /** Forgets those of all users that are too old, and answers how many that were. */
  public int forgetOld(Handle handle) {
    return handle
        .createUpdate("DELETE FROM request_keys WHERE made_at < :oldest")
        .bind("oldest", clock.instant().minus(KEPT).atOffset(ZoneOffset.UTC))
        .execute();
  }
}
