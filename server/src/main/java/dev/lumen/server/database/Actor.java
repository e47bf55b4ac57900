package dev.lumen.server.database;

import java.util.UUID;

/**
 * In whose name a transaction runs. Row-level security in the database reads it: a user sees the
 * rows of their own conversations, an administrator and the service see all rows, nobody sees none.
 */
public sealed interface Actor {

  /** Someone who is signed in. */
  record User(UUID id) implements Actor {}

  /** Someone who is signed in and may see every conversation. */
  record Administrator(UUID id) implements Actor {}

  /** The server itself: workers, the change feed, signing in. */
  record Service() implements Actor {}

  /** The form the policies read, as the setting {@code lumen.actor} of a transaction. */
  default String setting() {
    return switch (this) {
      case User user -> "user:" + user.id();
      case Administrator administrator -> "admin:" + administrator.id();
      case Service _ -> "service";
    };
  }
}
