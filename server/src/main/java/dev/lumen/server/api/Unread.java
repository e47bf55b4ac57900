package dev.lumen.server.api;

import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * What was left of a body that is too large. Clients send all of it before they look for an answer;
 * were the connection closed on them meanwhile, they would be told of a broken pipe and never read
 * why. So the rest is thrown away behind the answer, for a while: nobody may hold a thread for
 * ever.
 */
final class Unread {
  /** As much as the web server lets in of any body. */
  private static final long MOST_BYTES = 64L << 20;

  private static final Duration LONGEST = Duration.ofSeconds(10);

  private final InputStream rest;

  private Unread(InputStream rest) {
    this.rest = rest;
  }

  /** Remembers that there is more of the request's body. */
  static void remember(ServerRequest request, InputStream rest) {
    request.context().register(new Unread(rest));
  }

  /**
   * As the other one, for a body that nothing was read of. A client that waits to be told to send
   * it is told that it need not.
   */
  static void remember(ServerRequest request) {
    boolean waits = request.headers().contains(HeaderValues.EXPECT_100) && !request.continueSent();
    if (!waits && request.content().hasEntity()) {
      remember(request, request.content().inputStream());
    }
  }

  /** Says in the answer that the connection ends with it, if something is left. */
  static void announce(ServerRequest request, ServerResponse response) {
    if (request.context().get(Unread.class).isPresent()) {
      response.headers().set(HeaderValues.CONNECTION_CLOSE);
    }
  }

  /**
   * Reads what is left, once the answer is sent; {@link Closing} ends the connection then. A
   * filter, since what an error's handler throws is taken for an answer that failed.
   */
  static void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    chain.proceed();
    request.context().get(Unread.class).ifPresent(Unread::readOff);
  }

  private void readOff() {
    try (Alarm _ = Alarm.in(LONGEST)) {
      byte[] scrap = new byte[16 << 10];
      long left = MOST_BYTES;
      int read = 0;
      while (read >= 0 && left > 0) {
        read = rest.read(scrap);
        left -= read;
      }
    } catch (IOException | RuntimeException e) {
      // The client has its answer and went away, or sends more than anybody reads.
      System.getLogger(Unread.class.getName())
          .log(System.Logger.Level.DEBUG, "The rest of a body was not read to its end");
    }
  }
}
