package dev.lumen.server.account;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sees to it that a server has an administrator. */
public final class FirstStart {
  /** The administrator's address where none was given. */
  public static final String DEFAULT_EMAIL = "admin@localhost";

  private final AccountStore accounts;
  private final Passwords passwords;
  private final Sessions sessions;
  private final SignInLinks links;

  public FirstStart(
      AccountStore accounts, Passwords passwords, Sessions sessions, SignInLinks links) {
    this.accounts = accounts;
    this.passwords = passwords;
    this.sessions = sessions;
    this.links = links;
  }

  /**
   * Makes sure that there is an administrator, and that the given address and password are one's.
   * Called at every start; changes nothing when all is as it should be. A password that is given
   * and differs replaces the old one and ends its owner's sessions. An administrator without a
   * password gets a new one-time link at each start, until they have set one.
   *
   * @return the link, where there is no password
   * @throws IllegalArgumentException when the given password is too short or the address is none
   */
  public Optional<SignInLinks.Link> ensureAdministrator(
      @Nullable String email, @Nullable String password) {
    requireUsable(email, password);
    Account account = account(email, password);
    if (password != null) {
      replacePassword(account, password);
      return Optional.empty();
    }
    return account.passwordHash() == null && account.active()
        ? Optional.of(links.create(account, SignInLinks.SHORT))
        : Optional.empty();
  }

  private Account account(@Nullable String email, @Nullable String password) {
    Optional<Account> existing = accounts.firstAdministrator();
    if (email == null && password == null && existing.isPresent()) {
      return existing.get();
    }
    return administrator(
        email != null ? email : existing.map(Account::email).orElse(DEFAULT_EMAIL));
  }

  private Account administrator(String address) {
    Account account = accounts.findOrCreate(UUID.randomUUID(), address, Role.ADMIN);
    if (account.role() != Role.ADMIN || !account.active()) {
      accounts.setRole(account.id(), Role.ADMIN);
      accounts.setActive(account.id(), true);
      sessions.users().forget(account.id());
    }
    return account;
  }

  private void replacePassword(Account account, String password) {
    if (account.passwordHash() == null || !passwords.matches(password, account.passwordHash())) {
      accounts.setPasswordHash(account.id(), passwords.hash(password));
      sessions.signOutEverywhere(account.id());
    }
  }

  /**
   * Refuses an address or a password that nobody should have; null is none and fine.
   *
   * @throws IllegalArgumentException with a message for the user that holds neither
   */
  public static void requireUsable(@Nullable String email, @Nullable String password) {
    if (email != null && !Emails.isUsable(email)) {
      throw new IllegalArgumentException(
          "LUMEN_ADMIN_EMAIL is not an address such as me@example.org.");
    }
    if (password != null
        && (password.length() < Passwords.MIN_LENGTH || password.length() > Passwords.MAX_LENGTH)) {
      throw new IllegalArgumentException(
          "LUMEN_ADMIN_PASSWORD must have "
              + Passwords.MIN_LENGTH
              + " to "
              + Passwords.MAX_LENGTH
              + " characters.");
    }
  }
}
