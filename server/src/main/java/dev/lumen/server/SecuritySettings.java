package dev.lumen.server;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who may reach the server, and how. {@link Setting} describes each value.
 *
 * @param corsOrigins the pages of other sites that are welcome, as {@code https://app.example}
 * @param publicUrl where people reach the server, or null for where it listens
 * @param issuer another issuer of tokens
 * @param tls the certificate, or null for plain HTTP
 * @param trustedProxies addresses and ranges whose forwarded headers are believed
 * @param auditDays how long the audit trail is kept
 */
public record SecuritySettings(
    List<String> corsOrigins,
    @Nullable URI publicUrl,
    Issuer issuer,
    @Nullable TlsFiles tls,
    List<String> trustedProxies,
    int auditDays) {

  /** Nothing of all this, and the audit trail for a year. */
  public static final SecuritySettings STANDARD =
      new SecuritySettings(List.of(), null, new Issuer(null, null, false), null, List.of(), 365);

  /**
   * Somebody else whose tokens are accepted.
   *
   * @param keys where the public keys are, or null for none
   * @param name what its tokens say in {@code iss}, or null when that is not looked at
   * @param newUsers whether whoever brings a good token becomes a user
   */
  public record Issuer(@Nullable URI keys, @Nullable String name, boolean newUsers) {}

  /** A chain of certificates and its key, in PEM. */
  public record TlsFiles(Path certificate, Path key) {}
}
