package dev.lumen.server.api;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.List;

/**
 * Ends a connection behind the answer where the client or the answer says that it is the last. The
 * web server of this version says so and leaves it open (helidon-io/helidon 12324), so that clients
 * that read to the end wait for nothing.
 */
final class Closing {
  private Closing() {}

  /**
   * @throws CloseConnectionException where the answer was the last: by it the web server closes
   */
  static void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    chain.proceed();
    if (response.headers().contains(HeaderValues.CONNECTION_CLOSE) || isLast(request)) {
      throw new CloseConnectionException("The connection ends with this answer.");
    }
  }

  private static boolean isLast(RoutingRequest request) {
    List<String> options = request.headers().all(HeaderNames.CONNECTION, List::of);
    return options.stream().anyMatch(it -> it.equalsIgnoreCase("close"));
  }
}
