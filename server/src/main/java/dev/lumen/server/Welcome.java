package dev.lumen.server;

import dev.lumen.server.account.AuthMode;

/** What a person at the terminal reads when the server is ready. */
final class Welcome {
  private Welcome() {}

  static String text(LumenServer server, Settings settings) {
    String address = server.address().toString();
    StringBuilder text = new StringBuilder(500);
    text.append("Lumen ").append(Version.CURRENT).append(" is ready at ").append(address);
    text.append("\n  API to try out   ").append(address).append("/docs");
    text.append("\n  data             ").append(where(settings));
    text.append("\n  sign in          ").append(signIn(server, settings));
    text.append("\n  stop             Ctrl-C");
    return text.toString();
  }

  private static String where(Settings settings) {
    return settings.databaseUrl() == null
        ? settings.dataDir().toString()
        : "your PostgreSQL; secrets in " + settings.dataDir();
  }

  private static String signIn(LumenServer server, Settings settings) {
    if (settings.auth() == AuthMode.DEV) {
      return "not needed: LUMEN_AUTH=dev takes every caller on this machine as the developer."
          + "\n                   Never use it where somebody else can reach this address.";
    }
    return server
        .signInLink()
        .map(
            link ->
                "%s\n                   as %s. The link works once, within 24 hours."
                    .formatted(
                        link.at(settings.publicAddress(server.address().getPort())), link.email()))
        .orElse("with e-mail and password (forgotten? ./lumen user reset-password ADDRESS)");
  }
}
