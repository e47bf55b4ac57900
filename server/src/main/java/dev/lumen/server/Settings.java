package dev.lumen.server;

import dev.lumen.server.account.AuthMode;
import dev.lumen.server.account.LimitSettings;
import dev.lumen.server.backup.StoredBackups;
import dev.lumen.server.database.ReplicaSettings;
import dev.lumen.server.model.ModelSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the server was told when it started. {@link Setting} describes each value.
 *
 * @param host the address to listen on, a name or a literal
 * @param port 0 to 65535, 0 for any free one
 * @param dataDir an absolute path; it need not exist
 * @param databaseUrl a {@code postgresql:}, {@code postgres:} or {@code jdbc:postgresql:} address,
 *     or null for the embedded database
 * @param replica a standby of it for heavy reads, or null
 * @param adminEmail the administrator's address, or null
 * @param adminPassword the administrator's password, or null
 * @param auth who is let in
 * @param limits how many calls a client may make
 * @param queue how queued turns are worked off
 * @param jwtSecret the key that signs tokens, 32 bytes or more in UTF-8, or null
 * @param security who may reach the server, and how
 * @param operations how it looks after itself and its data
 * @param monitoring how it is watched
 * @param model which language model it asks, if any
 */
public record Settings(
    String host,
    int port,
    Path dataDir,
    @Nullable String databaseUrl,
    @Nullable ReplicaSettings replica,
    @Nullable String adminEmail,
    @Nullable String adminPassword,
    AuthMode auth,
    LimitSettings limits,
    QueueSettings queue,
    @Nullable String jwtSecret,
    SecuritySettings security,
    OperationSettings operations,
    MonitoringSettings monitoring,
    ModelSettings model) {

  /**
   * Reads the settings of a start.
   *
   * @param overrides what the command line says, by the name of the variable it stands for ({@code
   *     LUMEN_PORT} for {@code --port}); wins over {@code env}
   * @param env the environment; names that do not begin with {@code LUMEN_} are left alone, and an
   *     empty value counts as none
   * @throws SettingsException when a value cannot be used or a {@code LUMEN_} name is unknown
   */
  public static Settings from(Map<String, String> overrides, Map<String, String> env) {
    return new SettingsReader(overrides, env).read();
  }

  /** The backups that the server makes by itself. */
  StoredBackups storedBackups() {
    Path folder = operations.backupFolder();
    return new StoredBackups(folder == null ? dataDir.resolve("backups") : folder);
  }

  /** Where the server is reached when it listens on this port. */
  URI address(int listening) {
    String name = host.contains(":") ? "[" + host + "]" : host;
    return URI.create((security.tls() == null ? "http://" : "https://") + name + ":" + listening);
  }

  /** Where people reach it when it listens on this port, without a slash at the end. */
  String publicAddress(int listening) {
    URI given = security.publicUrl();
    return (given == null ? address(listening) : given).toString();
  }

  /** The settings without their secrets. */
  @Override
  public String toString() {
    return "Settings[host=%s, port=%d, dataDir=%s, databaseUrl=%s, replica=%s, adminEmail=%s, adminPassword=%s, auth=%s, limits=%s, queue=[%s], jwtSecret=%s, security=%s, operations=%s, monitoring=%s, model=%s]"
        .formatted(
            host,
            port,
            dataDir,
            redacted(databaseUrl),
            replica,
            adminEmail,
            redacted(adminPassword),
            auth,
            limits,
            queue,
            redacted(jwtSecret),
            security,
            operations,
            monitoring,
            model);
  }

  private static String redacted(@Nullable String secret) {
    return secret == null ? "none" : "(set, not shown)";
  }
}
