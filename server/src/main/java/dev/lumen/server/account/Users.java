package dev.lumen.server.account;

import dev.lumen.server.api.ApiException;
import dev.lumen.server.api.Page;
import dev.lumen.server.database.Actor;
import dev.lumen.server.database.Database;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The administration of users, for the REST API and for {@code ./lumen user}. Everything it does is
 * one transaction with its line of the audit trail.
 *
 * <p>Somebody who can administer always remains: the last active administrator is neither disabled
 * nor deleted nor made an ordinary user. Whoever was invited and never signed in is none.
 */
public final class Users {
  private static final Actor SERVICE = new Actor.Service();

  private final Database database;
  private final AccountStore accounts;
  private final Sessions sessions;
  private final SignInLinks links;
  private final AuditTrail audit;

  public Users(Database database, Sessions sessions, SignInLinks links, AuditTrail audit) {
    this.database = database;
    this.accounts = new AccountStore(database);
    this.sessions = sessions;
    this.links = links;
    this.audit = audit;
  }

  /** One page of those whose address holds {@code part} (null: all), by address. */
  public List<Account> list(Page page, @Nullable String part) {
    return accounts.list(page, part);
  }

  /** How many there are. */
  public int count(@Nullable String part) {
    return accounts.count(part);
  }

  /** The user with this id. */
  public Optional<Account> find(UUID id) {
    return accounts.byId(id);
  }

  /** The user with this address. */
  public Optional<Account> find(String email) {
    return accounts.byEmail(email);
  }

  /**
   * Adds a user, without any way to sign in yet.
   *
   * @param id the one another issuer's tokens name, or a fresh one
   * @return empty when the address or the id is taken
   */
  public Optional<Account> add(Doer doer, UUID id, String email, Role role) {
    return database.write(
        SERVICE,
        handle -> {
          Optional<Account> added = accounts.add(handle, id, email, role);
          added.ifPresent(
              account ->
                  audit.done(
                      handle,
                      doer,
                      AuditAction.USER_CREATED,
                      account.id(),
                      Map.of("role", role.label())));
          return added;
        });
  }

  /** Makes a link with which a user signs in once. */
  public SignInLinks.Link invite(Doer doer, Account account, Duration lifetime) {
    return database.write(
        SERVICE,
        handle -> {
          audit.done(handle, doer, AuditAction.LINK_CREATED, account.id());
          return links.create(handle, account, lifetime);
        });
  }

  /** Shuts a user out and ends their sessions, or lets them in again. */
  public void setActive(Doer doer, Account account, boolean active) {
    change(
        doer,
        account,
        remaining -> !active && remaining,
        handle -> {
          accounts.setActive(handle, account.id(), active);
          audit.done(
              handle,
              doer,
              active ? AuditAction.USER_ENABLED : AuditAction.USER_DISABLED,
              account.id());
        });
    if (!active) {
      sessions.signOutEverywhere(account.id());
    }
  }

  /** Gives a user another role. */
  public void setRole(Doer doer, Account account, Role role) {
    change(
        doer,
        account,
        remaining -> role != Role.ADMIN && remaining,
        handle -> {
          accounts.setRole(handle, account.id(), role);
          audit.done(
              handle, doer, AuditAction.ROLE_CHANGED, account.id(), Map.of("role", role.label()));
        });
  }

  /** Sets a user's password and ends their sessions. */
  public void setPassword(Doer doer, Account account, String hash) {
    change(
        doer,
        account,
        remaining -> false,
        handle -> {
          accounts.setPasswordHash(handle, account.id(), hash);
          audit.done(handle, doer, AuditAction.PASSWORD_CHANGED, account.id());
        });
    sessions.signOutEverywhere(account.id());
  }

  /** Takes a user's password back, ends their sessions, and makes a link for a new password. */
  public SignInLinks.Link resetPassword(Doer doer, Account account) {
    SignInLinks.Link link =
        database.write(
            SERVICE,
            handle -> {
              accounts.removePassword(handle, account.id());
              audit.done(handle, doer, AuditAction.PASSWORD_RESET, account.id());
              return links.create(handle, account, SignInLinks.SHORT);
            });
    sessions.signOutEverywhere(account.id());
    return link;
  }

  /**
   * Deletes a user with everything that is theirs. They are shut out first, so that nothing of
   * theirs is still being written.
   */
  public void delete(Doer doer, Account account) {
    if (account.active()) {
      setActive(doer, account, false);
    }
    change(
        doer,
        account,
        remaining -> remaining,
        handle -> {
          accounts.delete(handle, account.id());
          audit.done(handle, doer, AuditAction.USER_DELETED, account.id());
        });
  }

  /**
   * Deletes all that is a user's and leaves them their account: conversations, vocabulary,
   * preferences.
   *
   * @return how many conversations that were
   */
  public int erase(Doer doer, Account account) {
    return database.write(
        SERVICE,
        handle -> {
          int conversations = accounts.erase(handle, account.id());
          audit.done(
              handle,
              doer,
              AuditAction.USER_ERASED,
              account.id(),
              Map.of("conversations", conversations));
          return conversations;
        });
  }

  private interface Work {
    void with(Handle handle);
  }

  /**
   * @param refused given whether this is the last active administrator, says whether the change
   *     must not be
   */
  private void change(Doer doer, Account account, Predicate<Boolean> refused, Work work) {
    database.write(
        SERVICE,
        handle -> {
          if (refused.test(accounts.isLastAdministrator(handle, account.id(), doer.userId()))) {
            throw ApiException.conflict(
                "This is the last active administrator who has ever signed in. Make somebody else one first, and have them sign in.");
          }
          work.with(handle);
          return true;
        });
    sessions.users().forget(account.id());
  }
}
