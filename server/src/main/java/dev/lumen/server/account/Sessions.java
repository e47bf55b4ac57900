package dev.lumen.server.account;

import static java.lang.System.Logger.Level.WARNING;

import dev.lumen.server.api.ApiException;
import dev.lumen.server.database.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Signing in, staying signed in, signing out. */
public final class Sessions {
  /** How long a session lives on without being refreshed. */
  public static final Duration REFRESH_LIFETIME = Duration.ofDays(30);

  /**
   * How long a used refresh token is answered with the same successor as before. Browsers ask from
   * several tabs at once, and answers get lost on the way: neither is theft.
   */
  static final Duration REFRESH_GRACE = Duration.ofSeconds(10);

  private static final System.Logger LOG = System.getLogger(Sessions.class.getName());

  /** A session as its client gets it: H-01. */
  public record SignedIn(String accessToken, String refreshToken, User user, long expiresIn) {
    @Override
    public String toString() {
      return "SignedIn " + user.id();
    }
  }

  /** Who signed in. */
  public record User(UUID id, String email, Instant createdAt) {}

  /** A session prolonged: H-02, with the refresh token for the next time. */
  public record Refreshed(String accessToken, long expiresIn, String refreshToken) {
    @Override
    public String toString() {
      return "Refreshed";
    }
  }

  private final AccountStore accounts;
  private final RefreshTokenStore refreshTokens;
  private final KnownUsers users;
  private final SignInLinks links;
  private final AuditTrail audit;
  private final Passwords passwords;
  private final Tokens tokens;
  private final InstantSource clock;

  /** Sessions of the users in {@code database}. */
  public Sessions(Database database, Passwords passwords, Tokens tokens, InstantSource clock) {
    this.accounts = new AccountStore(database);
    this.refreshTokens = new RefreshTokenStore(database);
    this.users = new KnownUsers(accounts, refreshTokens, clock);
    this.links = new SignInLinks(database, clock);
    this.audit = new AuditTrail(database, clock);
    this.passwords = passwords;
    this.tokens = tokens;
    this.clock = clock;
  }

  /** The users these sessions are of. */
  public KnownUsers users() {
    return users;
  }

  /**
   * Begins a session; AUTH_001, in equal time, when the user is unknown, inactive, or the password
   * another.
   */
  public SignedIn signIn(Doer doer, String email, String password) {
    Account account = accounts.byEmail(email).orElse(null);
    String hash = account == null ? null : account.passwordHash();
    boolean matches = passwords.matches(password, hash);
    if (!matches || account == null || !account.active() || hash == null) {
      audit.refused(doer, AuditAction.SIGNED_IN, account == null ? null : account.id());
      throw ApiException.invalidCredentials();
    }
    if (passwords.isOutdated(hash)) {
      accounts.setPasswordHash(account.id(), passwords.hash(password));
    }
    audit.done(doer, AuditAction.SIGNED_IN, account.id());
    return begin(account);
  }

  /**
   * Begins a session with a one-time link, and sets a password if one is given; AUTH_001 for a link
   * that is unknown or used, AUTH_002 for an old one.
   */
  public SignedIn signInByLink(Doer doer, String token, @Nullable String password) {
    String hash = password == null ? null : passwords.hash(password);
    SignInLinks.Use use =
        links.use(
            token,
            (handle, userId) -> {
              if (hash != null) {
                accounts.setPasswordHash(handle, userId, hash);
              }
              audit.done(
                  handle,
                  doer,
                  AuditAction.SIGNED_IN_BY_LINK,
                  userId,
                  Map.of("password_set", hash != null));
            });
    return switch (use) {
      case SignInLinks.Use.Accepted accepted ->
          begin(
              accounts
                  .byId(accepted.userId())
                  .filter(Account::active)
                  .orElseThrow(ApiException::invalidCredentials));
      case SignInLinks.Use.Expired _ -> throw ApiException.tokenExpired();
      case SignInLinks.Use.Unknown _ -> {
        audit.refused(doer, AuditAction.SIGNED_IN_BY_LINK, null);
        throw ApiException.invalidCredentials();
      }
    };
  }

  /**
   * Replaces a user's password; AUTH_001 when they have one and {@code current} is another. Their
   * other sessions end.
   */
  void changePassword(Doer doer, Account account, @Nullable String current, String next) {
    String hash = account.passwordHash();
    if (hash != null && !passwords.matches(current == null ? "" : current, hash)) {
      audit.refused(doer, AuditAction.PASSWORD_CHANGED, account.id());
      throw ApiException.invalidCredentials();
    }
    accounts.setPasswordHash(account.id(), passwords.hash(next));
    audit.done(doer, AuditAction.PASSWORD_CHANGED, account.id());
    signOutEverywhere(account.id());
  }

  /** Begins a session of a user who has proved otherwise who they are. */
  SignedIn begin(Account account) {
    UUID family = UUID.randomUUID();
    SecretToken refresh = SecretToken.create();
    Instant now = clock.instant();
    refreshTokens.add(
        account.id(), family, tokens.refreshKey().hash(refresh), now, now.plus(REFRESH_LIFETIME));
    return new SignedIn(
        tokens.issue(account.id(), family),
        refresh.text(),
        new User(account.id(), account.email(), account.createdAt()),
        Tokens.LIFETIME.toSeconds());
  }

  /**
   * Prolongs a session; AUTH_001 for a token that is unknown, revoked or used before, AUTH_002 for
   * an old one. A token used a moment ago, whose successor was not used yet, is answered once more.
   */
  public Refreshed refresh(Doer doer, String refreshToken) {
    RefreshKey key = tokens.refreshKey();
    SecretToken given = new SecretToken(refreshToken);
    SecretToken next = key.successor(given);
    Instant now = clock.instant();
    RefreshTokenStore.Use use =
        refreshTokens.rotate(
            key.hash(given),
            new RefreshTokenStore.Successor(key.hash(next), now.plus(REFRESH_LIFETIME)),
            now,
            REFRESH_GRACE);
    return switch (use) {
      case RefreshTokenStore.Use.Accepted accepted -> refreshed(accepted, next);
      case RefreshTokenStore.Use.Reused reused -> {
        users.forget(reused.userId());
        LOG.log(
            WARNING,
            "A refresh token of user {0} was used twice; session {1} is ended, since one of the two uses was not theirs.",
            reused.userId(),
            reused.family());
        audit.refused(doer, AuditAction.TOKEN_REUSED, reused.userId());
        throw ApiException.invalidCredentials();
      }
      case RefreshTokenStore.Use.Expired _ -> throw ApiException.tokenExpired();
      case RefreshTokenStore.Use.Unknown _ -> throw ApiException.invalidCredentials();
    };
  }

  /**
   * Ends the session of a refresh token. Nothing happens when there is none: it is over either way.
   */
  public void signOut(Doer doer, String refreshToken) {
    refreshTokens
        .revokeByToken(tokens.refreshKey().hash(new SecretToken(refreshToken)), clock.instant())
        .ifPresent(
            ended -> {
              users.forget(ended.userId());
              audit.done(doer, AuditAction.SIGNED_OUT, ended.userId());
            });
  }

  /** Ends the session an access token belongs to, or all of its user where it names none. */
  public void signOut(Doer doer, Tokens.Verdict.Valid token) {
    Optional.ofNullable(token.session())
        .ifPresentOrElse(
            session -> refreshTokens.revokeFamily(session, clock.instant()),
            () -> refreshTokens.revokeAll(token.userId(), clock.instant()));
    users.forget(token.userId());
    audit.done(doer, AuditAction.SIGNED_OUT, token.userId());
  }

  /** Ends all sessions of a user, as when their password changes. */
  public void signOutEverywhere(UUID userId) {
    refreshTokens.revokeAll(userId, clock.instant());
    users.forget(userId);
  }

  private Refreshed refreshed(RefreshTokenStore.Use.Accepted accepted, SecretToken next) {
    if (users.find(accepted.userId(), accepted.family()).isEmpty()) {
      refreshTokens.revokeFamily(accepted.family(), clock.instant());
      throw ApiException.invalidCredentials();
    }
    return new Refreshed(
        tokens.issue(accepted.userId(), accepted.family()),
        Tokens.LIFETIME.toSeconds(),
        next.text());
  }
}
