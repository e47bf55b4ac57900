package dev.lumen.server.database;

import java.util.Map;

/** How the embedded server is set up. */
final class PostgresSettings {
  /** By PostgreSQL's own names. */
  static final Map<String, String> STANDARD =
      Map.ofEntries(
          Map.entry("listen_addresses", "127.0.0.1"),
          Map.entry("unix_socket_directories", ""),
          Map.entry("fsync", "on"),
          Map.entry("synchronous_commit", "on"),
          Map.entry("full_page_writes", "on"),
          Map.entry("wal_level", "logical"),
          // A file of the log that was made once is used again and again: while one is made and
          // flushed, nobody's commit returns.
          Map.entry("min_wal_size", "1GB"),
          // As PostgreSQL has it where files are of 16 MB; with small ones it would be a quarter,
          // and each checkpoint has every page written to the log once more when it changes.
          Map.entry("max_wal_size", "1GB"),
          Map.entry("max_wal_senders", "16"),
          Map.entry("max_replication_slots", "16"),
          // A reader of changes that never comes back must not fill the disk.
          Map.entry("max_slot_wal_keep_size", "4GB"),
          Map.entry("max_connections", "60"),
          Map.entry("shared_buffers", "64MB"),
          // Statements here are short: compiling one costs more than it can win.
          Map.entry("jit", "off"),
          Map.entry("password_encryption", "scram-sha-256"),
          Map.entry("idle_in_transaction_session_timeout", "60s"),
          Map.entry("timezone", "UTC"),
          Map.entry("log_timezone", "UTC"),
          Map.entry("lc_messages", "C"),
          Map.entry("update_process_title", "off"),
          // Error messages quote what was being stored, so the log keeps none: only starts, stops
          // and what
          // ends a session.
          Map.entry("log_min_messages", "log"),
          Map.entry("log_min_error_statement", "panic"),
          Map.entry("log_statement", "none"),
          Map.entry("log_error_verbosity", "terse"),
          Map.entry("log_parameter_max_length", "0"),
          Map.entry("log_checkpoints", "off"),
          Map.entry("log_autovacuum_min_duration", "-1"),
          Map.entry("log_replication_commands", "off"));

  private PostgresSettings() {}

  /** The text of the file that PostgreSQL reads. */
  static String file(Map<String, String> settings, int port) {
    StringBuilder text = new StringBuilder(1000);
    text.append(
        "# Written by Lumen at every start. Settings of your own go into user.conf beside this file.\n");
    text.append("port = ").append(port).append('\n');
    settings.forEach((name, value) -> text.append(name).append(" = '").append(value).append("'\n"));
    return text.toString();
  }
}
