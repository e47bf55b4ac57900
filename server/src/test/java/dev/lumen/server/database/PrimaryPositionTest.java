package dev.lumen.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.postgresql.replication.LogSequenceNumber;

@DisplayName("M-06: where the primary's log stands")
class PrimaryPositionTest {
  private static final int CALLERS = 12;
  private static final int TIMES = 200;

  private TestDatabase test;
  private PrimaryPosition position;

  @BeforeEach
  void connect() throws SQLException {
    test = TestDatabase.create();
    position = new PrimaryPosition(test.server());
    position.connect();
  }

  @AfterEach
  void close() {
    position.close();
    test.close();
  }

  @Test
  @DisplayName("M-06: however many ask at once, what each has committed lies before the answer")
  void isNeverOlderThanItsQuestion() throws Exception {
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (int caller = 0; caller < CALLERS; caller++) {
        all.add(callers.submit(this::commitAndAsk));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
  }

  private Void commitAndAsk() throws SQLException {
    try (Connection connection = Connections.open(test.server());
        Statement statement = connection.createStatement()) {
      for (int time = 0; time < TIMES; time++) {
        String committed = commit(statement);
        assertThat(LogSequenceNumber.valueOf(position.now().lsn()).asLong())
            .isGreaterThan(LogSequenceNumber.valueOf(committed).asLong());
      }
    }
    return null;
  }

  /** The place of something in the log that is committed when this returns. */
  private static String commit(Statement statement) throws SQLException {
    try (ResultSet row =
        statement.executeQuery("select pg_logical_emit_message(true, 'lumen-test', '')")) {
      row.next();
      return row.getString(1);
    }
  }

  @Test
  @DisplayName("M-06: a connection that broke is told of at once, and made anew by whoever watches")
  void breaksAndComesBack() throws SQLException {
    assertThat(position.now().timeline()).isEqualTo("00000001");
    try (Connection operator = test.openAsSuperuser();
        Statement statement = operator.createStatement()) {
      statement.execute(
          "select pg_terminate_backend(pid, 10000) from pg_stat_activity"
              + " where query like '%pg_current_wal_flush_lsn%' and pid <> pg_backend_pid()"
              + " and datname = current_database()");
    }
    assertThatThrownBy(position::now).isInstanceOf(SQLException.class);
    assertThatThrownBy(position::now).isInstanceOf(SQLException.class);
    position.connect();
    assertThat(position.now().timeline()).isEqualTo("00000001");
  }
}
