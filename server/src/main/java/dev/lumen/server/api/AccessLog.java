package dev.lumen.server.api;

import static java.lang.System.Logger.Level.DEBUG;

import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;

/**
 * One line a request at DEBUG: method, path without its query (which may hold secrets), status,
 * time, id.
 */
public final class AccessLog implements Filter {
  private static final System.Logger LOG = System.getLogger(AccessLog.class.getName());

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    if (!LOG.isLoggable(DEBUG)) {
      chain.proceed();
      return;
    }
    long start = System.nanoTime();
    try {
      chain.proceed();
    } finally {
      LOG.log(
          DEBUG,
          "{0} {1} {2} {3} us {4}",
          request.prologue().method().text(),
          Paths.forLog(request.prologue().uriPath().rawPath()),
          Integer.toString(response.status().code()),
          Long.toString((System.nanoTime() - start) / 1_000),
          RequestIds.of(request));
    }
  }
}
