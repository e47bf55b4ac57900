package dev.lumen.server.checkup;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;

/** Whether something listens at an address that is told things. Nothing is sent there. */
public final class AddressCheck {
  private AddressCheck() {}

  /**
   * Connects once. The address is not shown, as it may hold a secret.
   *
   * @param setting the setting that names it
   */
  public static Finding look(String subject, String setting, URI address, Duration patience) {
    int port = address.getPort() > 0 ? address.getPort() : isPlain(address) ? 80 : 443;
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(String.valueOf(address.getHost()), port),
          (int) patience.toMillis());
      return Finding.ok(subject, "something listens at " + setting);
    } catch (IOException e) {
      return Finding.warn(
          subject,
          "nothing listens at the address of " + setting,
          "start it, or correct the setting; the server goes on without it");
    }
  }

  private static boolean isPlain(URI address) {
    return "http".equalsIgnoreCase(address.getScheme());
  }
}
