package dev.lumen.server.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A PostgreSQL server behind a door that counts how often somebody says something to it after it
 * has answered: the ways there and back.
 */
public final class CountedServer implements PostgresServer {
  private final PostgresServer server;
  private final URI address;
  private final ServerSocket door;
  private final AtomicInteger ways = new AtomicInteger();

  /** Opens the door of a server on this machine. */
  public CountedServer(PostgresServer server) throws IOException {
    this.server = server;
    this.address = URI.create(server.jdbcUrl().substring("jdbc:".length()));
    this.door = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  /** How many there have been. */
  public int ways() {
    return ways.get();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = door.accept();
        Socket there = new Socket(InetAddress.getLoopbackAddress(), address.getPort());
        client.setTcpNoDelay(true);
        there.setTcpNoDelay(true);
        AtomicBoolean answered = new AtomicBoolean(true);
        Thread.ofVirtual().start(() -> carry(client, there, answered, false));
        Thread.ofVirtual().start(() -> carry(there, client, answered, true));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void carry(Socket from, Socket to, AtomicBoolean answered, boolean answers) {
    byte[] bytes = new byte[64 * 1024];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
        if (answered.getAndSet(answers) && !answers) {
          ways.incrementAndGet();
        }
        out.write(bytes, 0, read);
      }
    } catch (IOException closed) {
      // The other side is gone.
    }
  }

  @Override
  public String jdbcUrl() {
    return server.jdbcUrl().replace(":" + address.getPort() + "/", ":" + door.getLocalPort() + "/");
  }

  @Override
  public String user() {
    return server.user();
  }

  @Override
  public String password() {
    return server.password();
  }

  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
