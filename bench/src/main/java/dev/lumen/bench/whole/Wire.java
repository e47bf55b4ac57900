package dev.lumen.bench.whole;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * HTTP/1.1 over connections that are kept, with hardly any work of its own: client and server share
 * the processors, and what a full client library takes would count as the server's.
 */
final class Wire implements AutoCloseable {
  private static final int MOST = 256;

  private final int port;
  private final BlockingQueue<Connection> idle = new LinkedBlockingQueue<>();
  private final AtomicInteger opened = new AtomicInteger();

  Wire(int port) {
    this.port = port;
  }

  private static final class Connection {
    private final Socket socket;
    private final InputStream in;

    Connection(int port) throws IOException {
      socket = new Socket();
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(60_000);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      in = new BufferedInputStream(socket.getInputStream(), 1 << 14);
    }
  }

  /** Sends a body of JSON; answers the body that comes back. */
  String post(String path, String body) throws IOException, InterruptedException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return send(
        "POST %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(path, port, bytes.length, body));
  }

  /** Reads. */
  String get(String path) throws IOException, InterruptedException {
    return send("GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n".formatted(path, port));
  }

  private String send(String request) throws IOException, InterruptedException {
    Connection connection = take();
    try {
      connection.socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      String answer = read(connection.in);
      idle.add(connection);
      return answer;
    } catch (IOException e) {
      opened.decrementAndGet();
      connection.socket.close();
      throw e;
    }
  }

  private Connection take() throws IOException, InterruptedException {
    Connection free = idle.poll();
    if (free != null) {
      return free;
    }
    if (opened.incrementAndGet() <= MOST) {
      return new Connection(port);
    }
    opened.decrementAndGet();
    return idle.take();
  }

  private static String read(InputStream in) throws IOException {
    String status = line(in);
    int length = 0;
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(lower.substring(15).strip());
      }
    }
    String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
    if (!status.startsWith("HTTP/1.1 2")) {
      throw new IOException(status + " " + body);
    }
    return body;
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder(64);
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("the server closed the connection");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    for (Connection connection : idle) {
      connection.socket.close();
    }
  }
}
