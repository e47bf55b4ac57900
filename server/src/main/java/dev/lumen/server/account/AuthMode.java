package dev.lumen.server.account;

/** Whether requests need a token. */
public enum AuthMode {
  /** Everything but health, documentation and signing in needs one. The default. */
  REQUIRED,
  /**
   * Requests without a token, or with {@code fake-token}, are the development user's. Only
   * for a server that listens on the loopback alone.
   */
  DEV
}
