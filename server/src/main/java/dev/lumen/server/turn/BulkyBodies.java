package dev.lumen.server.turn;

import dev.lumen.server.api.ApiException;
import dev.lumen.server.api.ErrorCode;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Works on one bulky request at a time. A transcript of tens of megabytes takes several times its
 * size of memory while it is read; a few at once would take all there is from the conversations.
 */
final class BulkyBodies {
  private static final long BULKY_BYTES = 2L << 20;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Semaphore turnstile = new Semaphore(1, true);

  /** The same handler, behind a turnstile for bulky bodies and those of unknown size. */
  Handler oneByOne(Handler handler) {
    return (request, response) -> {
      if (isBulky(request)) {
        pass(handler, request, response);
      } else {
        handler.handle(request, response);
      }
    };
  }

  private static boolean isBulky(ServerRequest request) {
    return request.content().hasEntity()
        && request.headers().contentLength().orElse(Long.MAX_VALUE) > BULKY_BYTES;
  }

  private void pass(Handler handler, ServerRequest request, ServerResponse response)
      throws Exception {
    if (!turnstile.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new ApiException(
          ErrorCode.QUEUE_FULL,
          "Other transcripts of this size are being read, so this one was not taken in.");
    }
    try {
      handler.handle(request, response);
    } finally {
      turnstile.release();
    }
  }
}
