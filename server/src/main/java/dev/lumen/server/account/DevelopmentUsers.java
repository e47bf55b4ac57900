package dev.lumen.server.account;

import java.util.UUID;

/** The users that exist for the sake of development. */
public final class DevelopmentUsers {
  /** Who asks without a token in development: an ordinary user, no administrator. */
  public static final Principal DEVELOPER =
      new Principal(
          UUID.fromString("550e8400-e29b-41d4-a716-446655440000"), "dev@localhost", Role.USER);

  /** The token that stands for none. */
  public static final String FAKE_TOKEN = "fake-token";

  static final String TEST_EMAIL = "test@example.com";
  static final String TEST_PASSWORD = "testpassword";
  private static final UUID TEST_ID = UUID.fromString("550e8400-e29b-41d4-a716-446655440001");

  private DevelopmentUsers() {}

  /**
   * In development makes sure that the developer exists, and that {@value #TEST_EMAIL} can sign in.
   * Otherwise takes away what such a start had allowed: a data directory that was used in
   * development must not have a door whose password everybody knows.
   */
  public static void prepare(
      AuthMode mode, AccountStore accounts, Passwords passwords, Sessions sessions) {
    switch (mode) {
      case DEV -> {
        accounts.findOrCreate(DEVELOPER.id(), DEVELOPER.email(), Role.USER);
        Account test = accounts.findOrCreate(TEST_ID, TEST_EMAIL, Role.USER);
        // Somebody's own account of that address is left alone.
        if (test.id().equals(TEST_ID) && test.passwordHash() == null) {
          accounts.setPasswordHash(TEST_ID, passwords.hash(TEST_PASSWORD));
        }
      }
      case REQUIRED -> {
        if (accounts.byId(TEST_ID).filter(test -> test.passwordHash() != null).isPresent()) {
          accounts.removePassword(TEST_ID);
          sessions.signOutEverywhere(TEST_ID);
        }
      }
    }
  }
}
