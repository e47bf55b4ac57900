package dev.lumen.bench.faults;

import dev.lumen.bench.Node;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A Redis server of one's own, which keeps nothing on disk. */
final class Redis implements Closeable {
  private final int port = Node.freePort();
  private Process process = run(port);

  Redis() throws IOException {}

  String url() {
    return "redis://127.0.0.1:" + port;
  }

  void flush() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        InputStream answer = socket.getInputStream()) {
      socket.getOutputStream().write("FLUSHALL\r\n".getBytes(StandardCharsets.US_ASCII));
      if (answer.read() != '+') {
        throw new IOException("Redis would not be emptied");
      }
    }
  }

  void kill() {
    process.destroyForcibly().onExit().join();
  }

  void start() throws IOException {
    process = run(port);
  }

  private static Process run(int port) throws IOException {
    return new ProcessBuilder(
            "redis-server", "--port", "" + port, "--bind", "127.0.0.1", "--save", "")
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  @Override
  public void close() {
    kill();
  }
}
