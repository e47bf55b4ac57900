package dev.lumen.server;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Every variable that Lumen reads, with its option, its default and what it is for. {@code
 * docs/configuration.md} is this table; a variable that is not here is refused at the start.
 */
public enum Setting {
  HOST("LUMEN_HOST", "--host", "127.0.0.1", "The address to listen on.", false),
  PORT(
      "LUMEN_PORT",
      "--port",
      "8000",
      "The port to listen on, 0 to 65535; 0 takes a free one and prints it.",
      false),
  DATA_DIR(
      "LUMEN_DATA_DIR",
      "--data-dir",
      "a folder of the user",
      "Where the embedded database and the secrets live. Default: `$XDG_DATA_HOME/lumen` or"
          + " `~/.local/share/lumen`; `~/Library/Application Support/Lumen` on macOS;"
          + " `%LOCALAPPDATA%\\Lumen` on Windows.",
      false),
  DATABASE_URL(
      "LUMEN_DATABASE_URL",
      null,
      "none",
      "A PostgreSQL server to use, as `postgresql://user:password@host:port/database` or a JDBC"
          + " address; it needs `wal_level=logical`. Without it Lumen runs its own PostgreSQL in"
          + " the data folder.",
      true),
  DATABASE_WAIT_SECONDS(
      "LUMEN_DATABASE_WAIT_SECONDS",
      null,
      "30",
      "How long a start waits for the server of `LUMEN_DATABASE_URL` while it cannot be reached, 0"
          + " to 3600.",
      false),
  DATABASE_REPLICA_URL(
      "LUMEN_DATABASE_REPLICA_URL",
      null,
      "none",
      "A hot standby of the server of `LUMEN_DATABASE_URL`, for heavy reads: the same database, the"
          + " same role. It answers only while it is as new as the primary: docs/several-nodes.md.",
      true),
  DATABASE_REPLICA(
      "LUMEN_DATABASE_REPLICA",
      null,
      "when_slow",
      "When heavy reads go to that standby. `when_slow`: while the database is slow, as the remedy"
          + " `read_replica`. `always`: all the time.",
      false),
  ADMIN_EMAIL(
      "LUMEN_ADMIN_EMAIL",
      null,
      "none",
      "The administrator's e-mail address; `admin@localhost` where none is given at the first"
          + " start.",
      false),
  ADMIN_PASSWORD(
      "LUMEN_ADMIN_PASSWORD",
      null,
      "none",
      "The administrator's password. Without it a start shows a one-time sign-in link, until a"
          + " password is set.",
      true),
  AUTH(
      "LUMEN_AUTH",
      null,
      "required",
      "`required`: every call needs a token. `dev`: calls without one act as a fixed user; only on a"
          + " loopback address.",
      false),
  LIMITS(
      "LUMEN_LIMITS",
      null,
      "default",
      "`default`, `strict` (10 turns and 60 status calls a minute) or `off`, and behind it values of"
          + " one's own for `turns`, `status`, `auth` and `other`, each a number a minute or `off`:"
          + " `default,turns=1200,status=off`.",
      false),
  WORKERS(
      "LUMEN_WORKERS",
      null,
      "2 or more",
      "How many workers take turns from the queue at the same time, 1 to 256. Default: one for every"
          + " two processors, 2 at least.",
      false),
  AFTER_FAILURE(
      "LUMEN_AFTER_FAILURE",
      null,
      "continue",
      "What becomes of the turns behind one that failed after all retries. `continue`: they go on"
          + " without it. `hold`: they wait until it was tried again with success, or its"
          + " conversation is resumed.",
      false),
  REDIS_URL(
      "LUMEN_REDIS_URL",
      null,
      "none",
      "A Redis server of version 7 or newer that several nodes share, as"
          + " `redis://:password@host:6379`, `rediss://` for TLS: turns are dispatched through it,"
          + " ephemeral news reaches the subscribers of every node, and limits count for all nodes"
          + " together. It never holds the only copy"
          + " of anything.",
      true),
  JWT_SECRET(
      "LUMEN_JWT_SECRET",
      null,
      "none",
      "The key that signs tokens, 32 bytes or more. Without it one is made at the first start and"
          + " kept in the data folder.",
      true),
  JWKS_URL(
      "LUMEN_JWKS_URL",
      null,
      "none",
      "Where another issuer of tokens, such as Supabase, publishes its keys (RFC 7517); tokens signed"
          + " with RS256, ES256 and the like are then accepted too. An `https` address.",
      false),
  JWT_ISSUER(
      "LUMEN_JWT_ISSUER",
      null,
      "none",
      "What tokens checked with `LUMEN_JWKS_URL` have to say in `iss`.",
      false),
  JWT_NEW_USERS(
      "LUMEN_JWT_NEW_USERS",
      null,
      "refuse",
      "`create`: whoever brings another issuer's good token with an `email` becomes a user."
          + " `refuse`: users are added by an administrator, with the id that is the token's `sub`.",
      false),
  CORS_ORIGINS(
      "LUMEN_CORS_ORIGINS",
      null,
      "none",
      "Pages of other sites that may use the API and open sockets, as"
          + " `https://app.example.org, https://other.example.org`.",
      false),
  PUBLIC_URL(
      "LUMEN_PUBLIC_URL",
      null,
      "where it listens",
      "Where people reach the server, for links: `https://lumen.example.org`.",
      false),
  TLS_CERTIFICATE(
      "LUMEN_TLS_CERTIFICATE",
      null,
      "none",
      "A PEM file with the certificate and those up to the root. With it the server speaks HTTPS"
          + " alone; a renewed file is read within a minute.",
      false),
  TLS_KEY(
      "LUMEN_TLS_KEY",
      null,
      "none",
      "The PEM file of its key: PKCS #8, not encrypted (`BEGIN PRIVATE KEY`).",
      false),
  TRUSTED_PROXIES(
      "LUMEN_TRUSTED_PROXIES",
      null,
      "none",
      "Addresses and ranges of the proxies in front, as `127.0.0.1, 10.0.0.0/8`. Only theirs are"
          + " `X-Forwarded-For` and `X-Forwarded-Proto` believed.",
      false),
  AUDIT_DAYS(
      "LUMEN_AUDIT_DAYS", null, "365", "How many days the audit trail is kept, 1 to 36500.", false),
  RETENTION_DAYS(
      "LUMEN_RETENTION_DAYS",
      null,
      "0",
      "After how many days without a change a conversation is deleted for good, with all that is"
          + " its own, 1 to 36500; 0 keeps everything. The audit trail tells how many.",
      false),
  BACKUP_AT(
      "LUMEN_BACKUP_AT",
      null,
      "never",
      "When the server makes a backup every day, in UTC: `03:30`. One that was missed is made after"
          + " the next start. Set it on one node only.",
      false),
  BACKUP_DIR(
      "LUMEN_BACKUP_DIR",
      null,
      "`backups` in the data folder",
      "The folder of those backups, best on another disk.",
      false),
  BACKUP_KEEP(
      "LUMEN_BACKUP_KEEP",
      null,
      "7",
      "How many of those backups are kept, 1 to 3650; older ones are removed. Others in the folder"
          + " are never touched.",
      false),
  LOG_FORMAT(
      "LUMEN_LOG_FORMAT",
      null,
      "text",
      "Lines of the log, on standard error: `text` for people, `json` for one object a line.",
      false),
  DRAIN_SECONDS(
      "LUMEN_DRAIN_SECONDS",
      null,
      "0",
      "How long a server that was asked to stop goes on answering, 0 to 300, while"
          + " `/health/ready` answers 503: time for a load balancer to take it out.",
      false),
  SERVER(
      "LUMEN_SERVER",
      null,
      "http://127.0.0.1:8000",
      "Read by `./lumen export`, `import` and `report` alone: the server they ask.",
      false),
  TOKEN(
      "LUMEN_TOKEN",
      null,
      "none",
      "Read by `./lumen export`, `import` and `report` alone: the API key they show there.",
      true),
  ALERT_WEBHOOK(
      "LUMEN_ALERT_WEBHOOK",
      null,
      "none",
      "Where alerts of the performance monitor are posted as JSON, an `http` or `https` address.",
      true),
  MODEL_PROVIDER(
      "LUMEN_MODEL_PROVIDER",
      null,
      "`gemini` with a key, else none",
      "Who runs the language model that gives replies and helps to clean: `none`, `gemini`, `openai`"
          + " (and every server that speaks its protocol) or `ollama`. What is said then leaves this"
          + " machine, unless the model runs here: docs/language-models.md.",
      false),
  MODEL_NAME(
      "LUMEN_MODEL_NAME",
      null,
      "`gemini-2.5-flash-lite`, `gpt-4.1-mini`",
      "Which model is asked; Ollama and servers of one's own need it.",
      false),
  MODEL_URL(
      "LUMEN_MODEL_URL",
      null,
      "the provider's",
      "Where it is asked, as `http://127.0.0.1:11434` for Ollama or `https://models.example.org/v1`.",
      true),
  MODEL_API_KEY(
      "LUMEN_MODEL_API_KEY",
      null,
      "none",
      "The key that the provider wants to see. Keys meant for other programs (`GEMINI_API_KEY`,"
          + " `OPENAI_API_KEY`) are not read.",
      true),
  MODEL_DEADLINE(
      "LUMEN_MODEL_DEADLINE",
      null,
      "400",
      "How many milliseconds the cleaning of a turn waits for the model, 50 to 60000; after that the"
          + " local result stands.",
      false),
  MODEL_REPLY_PATIENCE(
      "LUMEN_MODEL_REPLY_PATIENCE",
      null,
      "3000",
      "How many milliseconds a spoken conversation waits for the model's first words, and between any"
          + " two, 50 to 60000; after that it is answered without the model.",
      false),
  MODEL_CALLS(
      "LUMEN_MODEL_CALLS",
      null,
      "16",
      "How many calls to the model may run at once, 1 to 256; others wait, as long as they can.",
      false),
  REPORT_DAYS(
      "LUMEN_REPORT_DAYS",
      null,
      "400",
      "How many days the monitor's daily reports are kept, 1 to 36500.",
      false),
  OTLP_ENDPOINT(
      "LUMEN_OTLP_ENDPOINT",
      null,
      "none",
      "A collector of OpenTelemetry traces, as `http://localhost:4318`: the way of each turn is sent"
          + " there, without what was said.",
      true),
  JAVA_HOME(
      "LUMEN_JAVA_HOME",
      null,
      "none",
      "Read by `./lumen` alone: the JDK to use. Without it a JDK 25 or newer is looked for.",
      false),
  JAVA_OPTS(
      "LUMEN_JAVA_OPTS",
      null,
      "none",
      "Read by `./lumen` alone: more options for the Java machine, for example `-Xmx1g`.",
      false);

  private final String variable;
  private final @Nullable String option;
  private final String defaultText;
  private final String description;
  private final boolean secret;

  Setting(
      String variable,
      @Nullable String option,
      String defaultText,
      String description,
      boolean secret) {
    this.variable = variable;
    this.option = option;
    this.defaultText = defaultText;
    this.description = description;
    this.secret = secret;
  }

  /** The environment variable. */
  public String variable() {
    return variable;
  }

  /** The default as a reader of the documentation sees it. */
  public String defaultText() {
    return defaultText;
  }

  /** What it is for, in Markdown. */
  public String description() {
    return description;
  }

  /** Whether the value must never be shown. */
  public boolean isSecret() {
    return secret;
  }

  /** The setting of a variable; empty when Lumen knows no such variable. */
  public static Optional<Setting> ofVariable(String variable) {
    return Arrays.stream(values()).filter(it -> it.variable.equals(variable)).findFirst();
  }

  /** The name for messages: the variable, and the option where there is one. */
  String displayName() {
    return option == null ? variable : variable + " (" + option + ")";
  }

  /** All settings as the table of {@code docs/configuration.md}, lines ending in a newline. */
  public static String markdownTable() {
    return Arrays.stream(values())
        .map(it -> List.of(code(it.variable), code(it.option), it.defaultText, it.description))
        .map(cells -> "| " + String.join(" | ", cells) + " |\n")
        .collect(
            Collectors.joining(
                "", "| Variable | Option | Default | Meaning |\n|---|---|---|---|\n", ""));
  }

  private static String code(@Nullable String text) {
    return text == null ? "" : "`" + text + "`";
  }
}
