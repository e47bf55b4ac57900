package dev.lumen.server.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A real Redis server of one's own, which keeps nothing on disk; killed and started at will. */
public final class RedisProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final int port;
  private Process process;

  private RedisProcess(int port) {
    this.port = port;
    this.process = run(port);
  }

  /** Starts one on a free port. */
  public static RedisProcess start() {
    return new RedisProcess(freePort());
  }

  private static int freePort() {
    try (ServerSocket probe = new ServerSocket(0)) {
      return probe.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What {@code LUMEN_REDIS_URL} would be. */
  public String url() {
    return "redis://127.0.0.1:" + port;
  }

  /** Ends it as a crash does: what it held is gone. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Has it stand still, with all its connections, until it is {@link #thaw}ed. */
  public void freeze() {
    signal("STOP");
  }

  /** Has it go on. */
  public void thaw() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, "" + process.pid()).start().onExit().join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it again, empty, on the same port. */
  public void restart() {
    kill();
    process = run(port);
  }

  @Override
  public void close() {
    kill();
  }

  private static Process run(int port) {
    try {
      Process started =
          new ProcessBuilder(
                  program(),
                  "--port",
                  "" + port,
                  "--bind",
                  "127.0.0.1",
                  "--save",
                  "",
                  "--appendonly",
                  "no",
                  "--daemonize",
                  "no")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      awaitPort(port);
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String program() {
    Optional<Path> found =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
            .flatMap(
                folder ->
                    List.of("redis-server", "valkey-server").stream().map(Path.of(folder)::resolve))
            .filter(Files::isExecutable)
            .findFirst();
    return found
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "These tests need a Redis server of version 7 or newer, or Valkey, and none is on"
                        + " PATH. Debian, Ubuntu: apt install redis-server. macOS: brew install"
                        + " redis."))
        .toString();
  }

  private static void awaitPort(int port) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
        return;
      } catch (IOException e) {
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException("The Redis server did not start", e);
        }
        Thread.onSpinWait();
      }
    }
  }
}
