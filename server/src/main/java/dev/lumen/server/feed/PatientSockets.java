package dev.lumen.server.feed;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import javax.net.SocketFactory;

/**
 * Sockets whose shortest wait is a second; made by the driver, by this class's name.
 *
 * <p>The driver's blocking read never answers the database's keep-alives while nothing else comes,
 * so that a database which shuts down waits for the answer; its other read asks the socket a
 * thousand times a second, one millisecond each. With a longer wait that read returns as soon as
 * there is a byte, answers in time, and costs nothing while idle.
 */
public final class PatientSockets extends SocketFactory {
  static final int WAIT_MS = 1_000;

  /** Called by the driver. */
  public PatientSockets() {}

  @Override
  public Socket createSocket() {
    return new PatientSocket();
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    throw unconnectedOnly();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    throw unconnectedOnly();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    throw unconnectedOnly();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    throw unconnectedOnly();
  }

  private static IOException unconnectedOnly() {
    return new IOException("The driver is expected to connect its sockets itself");
  }

  private static final class PatientSocket extends Socket {
    @Override
    public synchronized void setSoTimeout(int millis) throws SocketException {
      super.setSoTimeout(millis == 1 ? WAIT_MS : millis);
    }
  }
}
