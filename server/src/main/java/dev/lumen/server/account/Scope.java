package dev.lumen.server.account;

import java.util.Locale;
import java.util.Map;

/** What a program may do with an API key. Each includes the ones before it. */
public enum Scope {
  /** Read what its owner may read. */
  READ,
  /** Also change and delete it. */
  WRITE,
  /** Everything its owner may do; for an administrator the conversations of all. */
  ADMIN;

  static final Map<String, Scope> BY_LABEL = Map.of("read", READ, "write", WRITE, "admin", ADMIN);

  /** As the database and the API spell it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Scope of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }

  /** Whether a request of this method may be made. */
  boolean allows(String method) {
    return this != READ || method.equals("GET") || method.equals("HEAD");
  }
}
