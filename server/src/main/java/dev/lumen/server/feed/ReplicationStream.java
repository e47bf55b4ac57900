package dev.lumen.server.feed;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.PGConnection;
import org.postgresql.replication.LogSequenceNumber;
import org.postgresql.replication.PGReplicationStream;

/** One replication connection with a temporary slot: it and its slot vanish together. */
final class ReplicationStream implements AutoCloseable {
  private final Connection connection;
  private final PGReplicationStream stream;

  private ReplicationStream(Connection connection, PGReplicationStream stream) {
    this.connection = connection;
    this.stream = stream;
  }

  /** Connects, creates the slot and starts it: every commit from now on will be read. */
  static ReplicationStream open(FeedSettings settings) throws SQLException {
    Connection connection = connect(settings);
    try {
      requirePublications(connection, settings.publications());
      return new ReplicationStream(connection, start(connection, settings));
    } catch (SQLException | RuntimeException e) {
      abort(connection);
      throw e;
    }
  }

  private static Connection connect(FeedSettings settings) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", settings.user());
    properties.setProperty("password", settings.password());
    properties.setProperty("replication", "database");
    properties.setProperty("assumeMinServerVersion", "14");
    properties.setProperty("preferQueryMode", "simple");
    properties.setProperty("ApplicationName", "lumen-feed");
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("connectTimeout", "10");
    properties.setProperty("loginTimeout", "10");
    properties.setProperty("socketFactory", PatientSockets.class.getName());
    properties.setProperty("logServerErrorDetail", "false");
    Connection connection = new Driver().connect(settings.jdbcUrl(), properties);
    if (connection == null) {
      throw new FeedException("The database address is none of PostgreSQL (jdbc:postgresql://…).");
    }
    return connection;
  }

  private static void requirePublications(Connection connection, List<String> wanted)
      throws SQLException {
    Set<String> found = new HashSet<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT pubname FROM pg_publication")) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    for (String name : wanted) {
      if (!found.contains(name)) {
        throw new FeedException(
            "The publication "
                + name
                + " is missing: nothing would ever be told. "
                + "Run the migrations, or CREATE PUBLICATION "
                + name
                + " FOR TABLE ….");
      }
    }
  }

  private static PGReplicationStream start(Connection connection, FeedSettings settings)
      throws SQLException {
    // The server writes values by the settings of this session: without these, by this machine's.
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET TimeZone = 'UTC'");
      statement.execute("SET DateStyle = 'ISO, YMD'");
      statement.execute("SET IntervalStyle = 'iso_8601'");
      statement.execute("SET extra_float_digits = 1");
    }
    var api = connection.unwrap(PGConnection.class).getReplicationAPI();
    String slot = "lumen_" + UUID.randomUUID().toString().replace("-", "").toLowerCase(Locale.ROOT);
    api.createReplicationSlot()
        .logical()
        .withSlotName(slot)
        .withTemporaryOption()
        .withOutputPlugin("pgoutput")
        .make();
    return api.replicationStream()
        .logical()
        .withSlotName(slot)
        .withSlotOption("proto_version", "2")
        .withSlotOption("publication_names", quoted(settings.publications()))
        .withSlotOption("messages", "true")
        .withStatusInterval((int) settings.statusInterval().toMillis(), TimeUnit.MILLISECONDS)
        .start();
  }

  private static String quoted(List<String> names) {
    return names.stream()
        .map(name -> '"' + name.replace("\"", "\"\"") + '"')
        .collect(Collectors.joining(","));
  }

  /**
   * Waits for the next message, a second at most.
   *
   * @return null when nothing came; never twice the same message
   * @throws SQLException also when the server ended the stream
   */
  @Nullable ByteBuffer read() throws SQLException {
    return stream.readPending();
  }

  /** Allows the server to forget its log up to here; sent with the next status. */
  void acknowledge(Lsn lsn) {
    LogSequenceNumber position = LogSequenceNumber.valueOf(lsn.value());
    stream.setAppliedLSN(position);
    stream.setFlushedLSN(position);
  }

  /**
   * Allows the server to forget what it read without finding anything to send. Only between
   * transactions.
   */
  void acknowledgeAllRead() {
    LogSequenceNumber read = stream.getLastReceiveLSN();
    if (read.compareTo(stream.getLastFlushedLSN()) > 0) {
      acknowledge(new Lsn(read.asLong()));
    }
  }

  /** Ends the connection at once, also while another thread waits in {@link #read}. */
  @Override
  public void close() {
    abort(connection);
  }

  private static void abort(Connection connection) {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException e) {
      System.getLogger(ReplicationStream.class.getName())
          .log(System.Logger.Level.DEBUG, "Ending the replication connection failed", e);
    }
  }
}
