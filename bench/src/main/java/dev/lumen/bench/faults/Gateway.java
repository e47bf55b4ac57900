package dev.lumen.bench.faults;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands between nodes and their database, and can cut them off. */
final class Gateway implements Closeable {
  private final ServerSocket door;
  private final int target;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean shut;

  /** Lets connections through to a port of this machine. */
  Gateway(int target) throws IOException {
    this.target = target;
    this.door = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().name("gateway").start(this::accept);
  }

  int port() {
    return door.getLocalPort();
  }

  /** Ends all connections and refuses new ones. */
  void shut() {
    shut = true;
    open.forEach(Gateway::end);
  }

  void reopen() {
    shut = false;
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket from = door.accept();
        if (shut) {
          end(from);
        } else {
          connect(from);
        }
      } catch (IOException e) {
        if (!door.isClosed()) {
          Thread.onSpinWait();
        }
      }
    }
  }

  private void connect(Socket from) {
    Socket to = new Socket();
    try {
      to.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), 5_000);
      from.setTcpNoDelay(true);
      to.setTcpNoDelay(true);
      open.add(from);
      open.add(to);
      Thread.ofVirtual().start(() -> copy(from, to));
      Thread.ofVirtual().start(() -> copy(to, from));
    } catch (IOException e) {
      end(from);
      end(to);
    }
  }

  private void copy(Socket from, Socket to) {
    byte[] buffer = new byte[16 * 1024];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        out.write(buffer, 0, read);
      }
    } catch (IOException e) {
      end(to);
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  private static void end(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      System.getLogger(Gateway.class.getName())
          .log(System.Logger.Level.DEBUG, "A connection was gone already");
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
    shut();
  }
}
