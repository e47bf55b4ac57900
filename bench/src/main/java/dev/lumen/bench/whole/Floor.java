package dev.lumen.bench.whole;

import dev.lumen.bench.Figures;
import dev.lumen.server.database.Connections;
import dev.lumen.server.database.EmbeddedPostgresServer;
import dev.lumen.server.database.PostgresServer;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * What the machine itself takes: a durable INSERT of one row over JDBC into the very database that
 * the server uses, and a few hundred bytes there and back over the loopback.
 */
final class Floor implements AutoCloseable {
  private static final int CONNECTIONS = 8;
  private static final String TEXT =
      "we have about seventy five employees and it's growing. ".repeat(4);

  private final BlockingQueue<Connection> pool = new ArrayBlockingQueue<>(CONNECTIONS);
  private final PostgresServer server;

  /** Beside the server that works on a data folder. */
  Floor(Path dataFolder) throws SQLException {
    server = EmbeddedPostgresServer.running(dataFolder).orElseThrow();
    for (int i = 0; i < CONNECTIONS; i++) {
      pool.add(Connections.open(server));
    }
    try (Connection connection = Connections.open(server);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "create table if not exists bench_floor (id bigint generated always as identity primary key, said text)");
    }
  }

  /** A connection that sees everything. */
  Connection open() throws SQLException {
    Connection connection = Connections.open(server);
    try (Statement statement = connection.createStatement()) {
      statement.execute("select set_config('lumen.actor', 'service', false)");
    }
    return connection;
  }

  /** Durable inserts at a rate, eight at a time at the most. */
  OpenLoop.Outcome inserts(int perSecond, double warmUp, double seconds) {
    return OpenLoop.run(
        perSecond,
        warmUp,
        seconds,
        (number, due) -> {
          Connection connection = pool.take();
          try (PreparedStatement insert =
              connection.prepareStatement("insert into bench_floor (said) values (?)")) {
            insert.setString(1, TEXT);
            insert.executeUpdate();
          } finally {
            pool.add(connection);
          }
        });
  }

  /** 300 bytes to a thread that sends them back. */
  static Figures echo(int times) throws IOException {
    Figures figures = new Figures();
    try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofPlatform().daemon().start(() -> answer(listening));
      try (Socket socket = new Socket(listening.getInetAddress(), listening.getLocalPort())) {
        socket.setTcpNoDelay(true);
        DataInputStream in = new DataInputStream(socket.getInputStream());
        byte[] bytes = new byte[300];
        for (int i = 0; i < times; i++) {
          long begun = System.nanoTime();
          socket.getOutputStream().write(bytes);
          in.readFully(bytes);
          figures.since(begun);
        }
      }
    }
    return figures;
  }

  private static void answer(ServerSocket listening) {
    try (Socket socket = listening.accept()) {
      socket.setTcpNoDelay(true);
      OutputStream out = socket.getOutputStream();
      byte[] bytes = new byte[300];
      for (int n = socket.getInputStream().read(bytes);
          n > 0;
          n = socket.getInputStream().read(bytes)) {
        out.write(bytes, 0, n);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws SQLException {
    for (Connection connection : pool) {
      connection.close();
    }
  }
}
