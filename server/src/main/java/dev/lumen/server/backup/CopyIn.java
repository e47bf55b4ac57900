package dev.lumen.server.backup;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyManager;

/** Sends the rows of a backup to the database, one table after another. */
final class CopyIn {
  private final Connection connection;
  private final BackupFile file;
  private final Progress progress;

  CopyIn(Connection connection, BackupFile file, Progress progress) {
    this.connection = connection;
    this.file = file;
    this.progress = progress;
  }

  /**
   * Copies the rows of those tables; others of the backup are left out.
   *
   * @param target the name of the place for a table, quoted
   * @return how many rows each got
   */
  Map<String, Long> into(Function<Table, String> target, Map<String, Table> tables)
      throws SQLException {
    CopyManager copy = BackupWriter.copyManager(connection);
    Map<String, List<String>> columns = new LinkedHashMap<>();
    file.manifest().tables().forEach(entry -> columns.put(entry.table(), entry.columns()));
    Map<String, Long> rows = new LinkedHashMap<>();
    try (Flow flow =
        new Flow(
            name -> {
              Table table = tables.get(name);
              return table == null
                  ? null
                  : copy.copyIn(
                      "copy %s (%s) from stdin"
                          .formatted(
                              target.apply(table),
                              Table.list(Objects.requireNonNull(columns.get(name)))));
            },
            rows)) {
      file.rows(flow);
      flow.end();
    } catch (Failure e) {
      throw e.cause;
    }
    return rows;
  }

  private interface Begin {
    org.postgresql.copy.@Nullable CopyIn copy(String table) throws SQLException;
  }

  /** A COPY at a time, ended when the next table begins. */
  private final class Flow implements BackupFile.Rows, AutoCloseable {
    private final Begin begin;
    private final Map<String, Long> rows;
    private String table = "";
    private org.postgresql.copy.@Nullable CopyIn copy;

    Flow(Begin begin, Map<String, Long> rows) {
      this.begin = begin;
      this.rows = rows;
    }

    @Override
    public void take(String from, byte[] buffer, int length) throws IOException {
      try {
        if (!from.equals(table)) {
          end();
          table = from;
          copy = begin.copy(from);
        }
        if (copy != null) {
          copy.writeToCopy(buffer, 0, length);
          progress.at("restoring " + from, 0);
        }
      } catch (SQLException e) {
        throw new Failure(e);
      }
    }

    void end() {
      org.postgresql.copy.CopyIn running = copy;
      copy = null;
      if (running != null) {
        try {
          rows.put(table, running.endCopy());
        } catch (SQLException e) {
          throw new Failure(e);
        }
      }
    }

    /** The connection cannot be used again before its COPY is over. */
    @Override
    public void close() {
      org.postgresql.copy.CopyIn running = copy;
      if (running != null && running.isActive()) {
        try {
          running.cancelCopy();
        } catch (SQLException e) {
          throw new Failure(e);
        }
      }
    }
  }

  /** On its way past code that knows no databases. */
  private static final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final SQLException cause;

    Failure(SQLException cause) {
      super(cause);
      this.cause = cause;
    }
  }
}
