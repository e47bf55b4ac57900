package dev.lumen.server.account;

import java.util.Locale;
import java.util.Map;

/** What somebody may do: users work on their own conversations, administrators on all. */
public enum Role {
  USER,
  ADMIN;

  static final Map<String, Role> BY_LABEL = Map.of("user", USER, "admin", ADMIN);

  /** As the database and the API spell it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Role of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }
}
