package dev.lumen.server;

import dev.lumen.server.account.AuthMode;
import dev.lumen.server.account.FirstStart;
import dev.lumen.server.account.LimitSettings;
import dev.lumen.server.database.ReplicaSettings;
import dev.lumen.server.turn.AfterFailure;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns the command line and the environment into {@link Settings}, or says what is wrong. */
final class SettingsReader {
  private static final String PREFIX = "LUMEN_";
  private static final int SMALLEST_SECRET_BYTES = 32;

  private final Map<String, String> overrides;
  private final Map<String, String> env;

  SettingsReader(Map<String, String> overrides, Map<String, String> env) {
    this.overrides = overrides;
    this.env = env;
  }

  Settings read() {
    overrides.keySet().forEach(SettingsReader::requireKnown);
    env.keySet().stream().filter(it -> it.startsWith(PREFIX)).forEach(SettingsReader::requireKnown);
    String host = value(Setting.HOST, Setting.HOST.defaultText());
    AuthMode auth = choice(Setting.AUTH, AuthMode.class);
    if (auth == AuthMode.DEV && !isLoopback(host)) {
      throw new SettingsException(
          ("LUMEN_AUTH=dev lets everybody in who reaches the server, so it works only on a loopback"
                  + " address, and the host is \"%s\". Use --host 127.0.0.1, or LUMEN_AUTH=required.")
              .formatted(host));
    }
    requireUsableAdministrator();
    return new Settings(
        host,
        number(Setting.PORT, 0, 65_535),
        dataDir(),
        address(Setting.DATABASE_URL),
        replica(),
        value(Setting.ADMIN_EMAIL),
        value(Setting.ADMIN_PASSWORD),
        auth,
        limits(),
        queue(),
        jwtSecret(),
        new SecuritySettingsReader(setting -> Optional.ofNullable(value(setting)))
            .read(number(Setting.AUDIT_DAYS, 1, 36_500)),
        new OperationSettingsReader(setting -> Optional.ofNullable(value(setting)))
            .read(
                number(Setting.BACKUP_KEEP, 1, 3_650),
                number(Setting.RETENTION_DAYS, 0, 36_500),
                number(Setting.DATABASE_WAIT_SECONDS, 0, 3_600),
                number(Setting.DRAIN_SECONDS, 0, 300),
                choice(Setting.LOG_FORMAT, OperationSettings.LogFormat.class)),
        new MonitoringSettingsReader(setting -> Optional.ofNullable(value(setting)))
            .read(number(Setting.REPORT_DAYS, 1, 36_500)),
        new ModelSettingsReader(setting -> Optional.ofNullable(value(setting)))
            .read(
                number(Setting.MODEL_DEADLINE, 50, 60_000),
                number(Setting.MODEL_REPLY_PATIENCE, 50, 60_000),
                number(Setting.MODEL_CALLS, 1, 256)));
  }

  private static void requireKnown(String variable) {
    if (Setting.ofVariable(variable).isEmpty()) {
      throw new SettingsException(
          "Lumen has no setting %s. Did you mean %s? All of them: docs/configuration.md."
              .formatted(variable, nearest(variable)));
    }
  }

  private static String nearest(String variable) {
    return Arrays.stream(Setting.values())
        .map(Setting::variable)
        .min(
            Comparator.<String, Boolean>comparing(known -> !known.startsWith(variable))
                .thenComparingInt(known -> NearestName.distance(known, variable)))
        .orElseThrow();
  }

  private @Nullable String value(Setting setting) {
    String given = overrides.get(setting.variable());
    if (given == null) {
      given = env.get(setting.variable());
    }
    return given == null || given.isBlank() ? null : given.strip();
  }

  private String value(Setting setting, String otherwise) {
    String given = value(setting);
    return given == null ? otherwise : given;
  }

  private int number(Setting setting, int least, int most) {
    String given = value(setting, setting.defaultText());
    try {
      int number = Integer.parseInt(given);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Answered below, like a number out of range.
    }
    throw new SettingsException(
        "%s is \"%s\"; it must be a whole number from %d to %d."
            .formatted(setting.displayName(), given, least, most));
  }

  private <E extends Enum<E>> E choice(Setting setting, Class<E> type) {
    String given = value(setting, setting.defaultText());
    return Arrays.stream(type.getEnumConstants())
        .filter(it -> it.name().equals(given.toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new SettingsException(
                    "%s is \"%s\"; it may be %s."
                        .formatted(setting.displayName(), given, namesOf(type))));
  }

  private static <E extends Enum<E>> String namesOf(Class<E> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(it -> it.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(" or "));
  }

  private Path dataDir() {
    String given = value(Setting.DATA_DIR);
    String home = System.getProperty("user.home", "");
    if (given == null) {
      return DataFolder.conventional(System.getProperty("os.name", ""), Path.of(home), env)
          .toAbsolutePath();
    }
    try {
      // The shell does not expand a tilde in a file of variables.
      return Path.of(given.startsWith("~/") ? home + given.substring(1) : given).toAbsolutePath();
    } catch (InvalidPathException e) {
      throw new SettingsException(
          "%s is \"%s\", which is no path on this machine."
              .formatted(Setting.DATA_DIR.displayName(), given));
    }
  }

  private @Nullable String address(Setting setting) {
    String given = value(setting);
    if (given == null || given.matches("(jdbc:postgresql|postgres|postgresql):.+")) {
      return given;
    }
    throw new SettingsException(
        setting.variable()
            + " is no address of a PostgreSQL database (its value is not shown, as it may"
            + " hold a password). It looks like postgresql://user:password@host:5432/lumen.");
  }

  private @Nullable ReplicaSettings replica() {
    ReplicaSettings.Use use = choice(Setting.DATABASE_REPLICA, ReplicaSettings.Use.class);
    String url = address(Setting.DATABASE_REPLICA_URL);
    if (url == null) {
      return null;
    }
    if (value(Setting.DATABASE_URL) == null) {
      throw new SettingsException(
          "LUMEN_DATABASE_REPLICA_URL names a standby of the server of LUMEN_DATABASE_URL, which is"
              + " not given. Give it too, or leave both out.");
    }
    return new ReplicaSettings(url, use);
  }

  private QueueSettings queue() {
    String redis = value(Setting.REDIS_URL);
    if (redis != null && !redis.matches("rediss?://.+")) {
      throw new SettingsException(
          "LUMEN_REDIS_URL is no address of a Redis server (its value is not shown, as it may hold a"
              + " password). It looks like redis://:password@host:6379.");
    }
    return new QueueSettings(workers(), choice(Setting.AFTER_FAILURE, AfterFailure.class), redis);
  }

  /** A worker brings many turns at once, so more of them only get in each other's way. */
  private int workers() {
    return value(Setting.WORKERS) == null
        ? Math.max(2, Runtime.getRuntime().availableProcessors() / 2)
        : number(Setting.WORKERS, 1, 256);
  }

  private @Nullable String jwtSecret() {
    String given = value(Setting.JWT_SECRET);
    if (given != null && given.getBytes(StandardCharsets.UTF_8).length < SMALLEST_SECRET_BYTES) {
      throw new SettingsException(
          "LUMEN_JWT_SECRET is too short to sign tokens safely: give %d bytes or more, or leave it out and Lumen makes one."
              .formatted(SMALLEST_SECRET_BYTES));
    }
    return given;
  }

  /** Now rather than after the database has been started for nothing. */
  private void requireUsableAdministrator() {
    try {
      FirstStart.requireUsable(value(Setting.ADMIN_EMAIL), value(Setting.ADMIN_PASSWORD));
    } catch (IllegalArgumentException e) {
      throw new SettingsException(String.valueOf(e.getMessage()));
    }
  }

  private LimitSettings limits() {
    String given = value(Setting.LIMITS, Setting.LIMITS.defaultText());
    return LimitSettings.parse(given)
        .orElseThrow(
            () ->
                new SettingsException(
                    "%s is \"%s\"; it may be default or strict or off, with values behind it as in default,turns=1200,status=off."
                        .formatted(Setting.LIMITS.displayName(), given)));
  }

  static boolean isLoopback(String host) {
    if (host.equalsIgnoreCase("localhost")) {
      return true;
    }
    try {
      // A literal only: asking a name server here could let a stranger decide.
      return InetAddress.ofLiteral(host).isLoopbackAddress();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
