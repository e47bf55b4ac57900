package dev.lumen.server.account;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Who the users are, remembered for {@link #FRESH} so that a request costs no query for its token.
 * What this server changes itself counts at once; what another changes, within that time.
 */
public final class KnownUsers {
  /** How long what was read is believed. */
  public static final Duration FRESH = Duration.ofSeconds(3);

  private static final int CAPACITY = 10_000;

  private record Entry(@Nullable Principal principal, Set<UUID> revokedSessions, Instant readAt) {}

  private final AccountStore accounts;
  private final RefreshTokenStore refreshTokens;
  private final InstantSource clock;
  private final Recent<UUID, Entry> entries = new Recent<>(CAPACITY);
  private final AtomicLong changes = new AtomicLong();

  KnownUsers(AccountStore accounts, RefreshTokenStore refreshTokens, InstantSource clock) {
    this.accounts = accounts;
    this.refreshTokens = refreshTokens;
    this.clock = clock;
  }

  /** The user, when they exist, are active, and have not signed out of {@code session}. */
  public Optional<Principal> find(UUID userId, @Nullable UUID session) {
    Instant now = clock.instant();
    Entry entry = entries.find(userId);
    if (entry == null || entry.readAt().plus(FRESH).isBefore(now)) {
      long before = changes.get();
      entry = read(userId, now);
      // A change while reading may have been missed: then it is read again next time.
      if (changes.get() == before) {
        entries.put(userId, entry);
      }
    }
    boolean signedOut = session != null && entry.revokedSessions().contains(session);
    return signedOut ? Optional.empty() : Optional.ofNullable(entry.principal());
  }

  /** Has the user read anew: to be called after any change to them. */
  public void forget(UUID userId) {
    changes.incrementAndGet();
    entries.remove(userId);
  }

  private Entry read(UUID userId, Instant now) {
    Principal principal =
        accounts.byId(userId).filter(Account::active).map(Account::principal).orElse(null);
    // Tokens of sessions revoked earlier than this have expired by themselves.
    Instant since = now.minus(Tokens.LIFETIME).minus(FRESH);
    return new Entry(
        principal, principal == null ? Set.of() : refreshTokens.revokedSince(userId, since), now);
  }
}
