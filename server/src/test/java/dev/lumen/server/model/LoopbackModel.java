package dev.lumen.server.model;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A provider on this machine that does what it is told: it answers, fails, breaks off, says
 * nothing, and notices when its caller hangs up. One scene is played for each request.
 */
public final class LoopbackModel implements AutoCloseable {
  private static final int SECONDS = 20;

  private final Dialect dialect;
  private final ServerSocket server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final BlockingQueue<Scene> scenes = new LinkedBlockingQueue<>();
  private final BlockingQueue<Seen> seen = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> hangUps = new LinkedBlockingQueue<>();

  /** A request as it came. */
  public record Seen(String method, String path, Map<String, String> headers, String body) {}

  /** What is done with a request; nothing more comes on its connection when it says false. */
  public interface Scene {
    boolean play(Stage stage) throws IOException, InterruptedException;
  }

  private LoopbackModel(Dialect dialect) {
    this.dialect = dialect;
    try {
      this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  public static LoopbackModel speaking(Dialect dialect) {
    return new LoopbackModel(dialect);
  }

  public Dialect dialect() {
    return dialect;
  }

  /** As it is configured. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort() + dialect.base());
  }

  /** What is done with the next requests. */
  public LoopbackModel then(Scene... next) {
    scenes.addAll(List.of(next));
    return this;
  }

  /** The next request that came. */
  public Seen seen() {
    return await(seen, "request");
  }

  /** How many requests came that nobody has looked at. */
  public int unseen() {
    return seen.size();
  }

  /** Waits until a caller has hung up on it before it was done. */
  public String hungUp() {
    return await(hangUps, "hang-up");
  }

  private static <T> T await(BlockingQueue<T> queue, String what) {
    try {
      T found = queue.poll(SECONDS, TimeUnit.SECONDS);
      if (found == null) {
        throw new AssertionError("No " + what + " within " + SECONDS + " s");
      }
      return found;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  // --- scenes ---

  /** A whole answer. */
  public Scene says(String... pieces) {
    return endsWith("stop", pieces);
  }

  /** Pieces that end otherwise: {@code length}, {@code blocked}. */
  public Scene endsWith(String why, String... pieces) {
    return stage -> {
      begin(stage, pieces);
      return stage.finish(dialect.end(why));
    };
  }

  /** The beginning of an answer. */
  void begin(Stage stage, String... pieces) throws IOException {
    stage.begin(200, Map.of("content-type", dialect.contentType()));
    for (String piece : pieces) {
      stage.send(dialect.piece(piece));
    }
  }

  /** Lines as they are, and an orderly end. */
  public Scene writes(List<String> lines) {
    return stage -> {
      begin(stage);
      return stage.finish(lines);
    };
  }

  /** A status with the provider's error body, which repeats what was asked. */
  public Scene fails(int status, Map<String, String> headers) {
    return fails(status, headers, dialect.error(status, "Cannot process: the quiet otter"));
  }

  public Scene fails(int status) {
    return fails(status, Map.of());
  }

  public Scene fails(int status, Map<String, String> headers, String body) {
    return stage -> {
      Map<String, String> all = new HashMap<>(headers);
      all.put("content-type", "application/json");
      stage.begin(status, all);
      return stage.finish(List.of(body));
    };
  }

  /** Pieces, and then the connection is gone. */
  public Scene breaksOff(String... pieces) {
    return stage -> {
      begin(stage, pieces);
      return false;
    };
  }

  /** Pieces, and then nothing until the caller hangs up. */
  public Scene stops(String... pieces) {
    return stage -> {
      begin(stage, pieces);
      return stage.waitForHangUp();
    };
  }

  /** Not even a status. */
  public Scene isSilent() {
    return Stage::waitForHangUp;
  }

  // --- the connection ---

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        open.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      boolean goesOn = true;
      while (goesOn) {
        Stage stage = Stage.next(in, socket.getOutputStream(), hangUps::add);
        seen.add(stage.asked());
        Scene scene = scenes.poll(SECONDS, TimeUnit.SECONDS);
        goesOn = scene != null && scene.play(stage);
      }
    } catch (IOException over) {
      hangUps.add("while it was written to");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(socket);
    }
  }

  /** Nobody listens there any more. */
  public void vanish() {
    try {
      server.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    vanish();
  }
}
