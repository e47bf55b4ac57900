package dev.lumen.server.api;

import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1ConnectionListener;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Ends connections whose client begins the head of a request and does not finish it: the web server
 * itself would wait for ever, and enough such connections leave none for anybody else ("slow
 * loris"). How long nothing at all may come is the web server's own setting.
 *
 * <p>A connection has a thread of its own. While it reads headers it stands here with the time it
 * began; whoever removes it first decides, so that no thread is interrupted in its later work.
 */
public final class HeadGuard implements Http1ConnectionListener, AutoCloseable {
  /** How long the headers of a request may take. */
  public static final Duration LONGEST_HEAD = Duration.ofSeconds(10);

  private final ConcurrentMap<Thread, Long> reading = new ConcurrentHashMap<>();
  private final Duration longest;
  private final Thread watch;

  /**
   * @param longest how long the headers may take; it may become an eighth more
   */
  public HeadGuard(Duration longest) {
    this.longest = longest;
    this.watch = Thread.ofVirtual().name("head-guard").start(this::watch);
  }

  @Override
  public void prologue(ConnectionContext connection, HttpPrologue prologue) {
    reading.put(Thread.currentThread(), System.nanoTime());
  }

  @Override
  public void headers(ConnectionContext connection, Headers headers) {
    if (reading.remove(Thread.currentThread()) == null) {
      throw new CloseConnectionException("The head of the request took too long.");
    }
  }

  private void watch() {
    try {
      while (true) {
        Thread.sleep(longest.dividedBy(reading.isEmpty() ? 2 : 8)); // nobody is slow yet
        reading.forEach(this::endIfSlow);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void endIfSlow(Thread reader, Long since) {
    boolean slow = System.nanoTime() - since > longest.toNanos();
    if ((slow || !reader.isAlive()) && reading.remove(reader, since)) {
      // It ends the connection that a virtual thread is reading from.
      reader.interrupt();
    }
  }

  @Override
  public void close() {
    watch.interrupt();
  }
}
