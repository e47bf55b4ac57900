package dev.lumen.server.account;

import java.util.Optional;

/** Decides what becomes of somebody whose token is good and who is no user. */
@FunctionalInterface
public interface Newcomers {
  /** The user they become, or empty when they are not let in. */
  Optional<Principal> welcome(Tokens.Verdict.Valid token);

  /**
   * Makes an ordinary user of everybody whose token names an address that nobody has. Our own
   * tokens name none: whoever was deleted does not come back with one.
   */
  static Newcomers adding(AccountStore accounts, KnownUsers users, AuditTrail audit) {
    return token -> {
      String email = token.email();
      if (email == null || !Emails.isUsable(email) || accounts.byId(token.userId()).isPresent()) {
        return Optional.empty();
      }
      Account account = accounts.findOrCreate(token.userId(), email, Role.USER);
      if (!account.id().equals(token.userId())) {
        return Optional.empty();
      }
      audit.done(new Doer(account.id(), null, null), AuditAction.USER_CREATED, account.id());
      users.forget(account.id());
      return users.find(account.id(), token.session());
    };
  }
}
