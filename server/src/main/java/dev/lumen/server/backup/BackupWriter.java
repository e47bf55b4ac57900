package dev.lumen.server.backup;

import dev.lumen.server.api.Json;
import dev.lumen.server.database.Connections;
import dev.lumen.server.database.Migrations;
import dev.lumen.server.database.PostgresServer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;

/**
 * Makes backups of a database while a server works on it: all tables are read in one transaction
 * that sees one moment (repeatable read), and nobody waits for it.
 */
public final class BackupWriter {
  private final PostgresServer server;
  private final String version;
  private final InstantSource clock;

  /**
   * @param version of this Lumen, for the manifest
   */
  public BackupWriter(PostgresServer server, String version, InstantSource clock) {
    this.server = server;
    this.version = version;
    this.clock = clock;
  }

  /** What was written. */
  public record Written(Manifest manifest, Summary summary) {}

  /**
   * Writes a backup. The file appears whole or not at all.
   *
   * @throws BackupException when something is chosen that there is not, or the file cannot be
   *     written
   */
  public Written write(Path file, Selection selection, Progress progress) {
    try (Connection connection = Connections.open(server);
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      connection.setReadOnly(true);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      statement.execute("select set_config('lumen.actor', 'service', true)");
      Catalog catalog = Catalog.of(connection);
      require(catalog, selection);
      requireConversations(connection, selection);
      List<Table> tables =
          catalog.tables().stream().filter(it -> query(it, selection).isPresent()).toList();
      Manifest manifest = manifest(Migrations.applied(server), tables, selection);
      return WholeFile.write(
          file, out -> write(connection, tables, manifest, selection, progress, out));
    } catch (SQLException e) {
      throw new BackupException(
          "The database could not be read (SQLSTATE %s); no backup was written. Is it running? ./lumen doctor tells."
              .formatted(e.getSQLState()));
    } catch (IOException e) {
      throw new BackupException(
          "The backup could not be written to %s (%s). Is the disk full, or the folder not yours? Nothing is left there."
              .formatted(file, reason(e)),
          e);
    }
  }

  private Manifest manifest(int schema, List<Table> tables, Selection selection) {
    return new Manifest(
        Manifest.FORMAT,
        version,
        schema,
        clock.instant(),
        selection.isAll(),
        List.copyOf(selection.conversations()),
        tables.stream().map(it -> new Manifest.Entry(it.name(), it.columns())).toList());
  }

  private static Written write(
      Connection connection,
      List<Table> tables,
      Manifest manifest,
      Selection selection,
      Progress progress,
      OutputStream out)
      throws IOException {
    CopyManager copy = copyManager(connection);
    Map<String, Summary.Content> contents = new LinkedHashMap<>();
    GZIPOutputStream gzip = new GZIPOutputStream(out, 1 << 16);
    TarArchiveOutputStream tar = new TarArchiveOutputStream(gzip);
    byte[] head = Json.bytes(manifest);
    ChunkedEntries.entry(tar, Manifest.NAME, head);
    for (Table table : tables) {
      ChunkedEntries entries = new ChunkedEntries(tar, table.name(), progress);
      try {
        copy.copyOut("copy (" + query(table, selection).orElseThrow() + ") to stdout", entries);
      } catch (SQLException e) {
        throw new IOException(
            "table " + table.name() + " cannot be read, SQLSTATE " + e.getSQLState());
      }
      contents.put(table.name(), entries.end());
    }
    Summary summary = new Summary(contents, Hash.of(head));
    ChunkedEntries.entry(tar, Summary.NAME, Json.bytes(summary));
    tar.finish();
    gzip.finish();
    return new Written(manifest, summary);
  }

  static CopyManager copyManager(Connection connection) {
    try {
      return new CopyManager(connection.unwrap(BaseConnection.class));
    } catch (SQLException e) {
      throw new IllegalStateException("the driver cannot copy", e);
    }
  }

  /** The rows of a table that belong to the selection; empty where none can. */
  private static Optional<String> query(Table table, Selection selection) {
    if (!selection.wants(table.name())) {
      return Optional.empty();
    }
    String all = "select " + Table.list(table.columns()) + " from " + table.quoted();
    if (selection.conversations().isEmpty()) {
      return Optional.of(all);
    }
    String ids =
        selection.conversations().stream()
            .map(id -> "'" + id + "'::uuid")
            .collect(Collectors.joining(", "));
    return switch (table.name()) {
      case "conversations" -> Optional.of(all + " where id in (" + ids + ")");
      // Who they are; not their passwords and keys.
      case "users" ->
          Optional.of(
              all + " where id in (select user_id from conversations where id in (" + ids + "))");
      default ->
          table
              .conversationColumn()
              .map(column -> all + " where " + Table.quote(column) + " in (" + ids + ")");
    };
  }

  private static void require(Catalog catalog, Selection selection) {
    for (String table : selection.tables()) {
      if (catalog.find(table).isEmpty()) {
        throw new BackupException(
            "There is no table %s to back up. There are: %s."
                .formatted(table, String.join(", ", catalog.names())));
      }
    }
  }

  private static void requireConversations(Connection connection, Selection selection)
      throws SQLException {
    for (UUID id : selection.conversations()) {
      if (Sql.count(connection, "select count(*) from conversations where id = '" + id + "'")
          == 0) {
        throw new BackupException(
            "There is no conversation %s; no backup was written.".formatted(id));
      }
    }
  }

  static String reason(IOException e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }
}
