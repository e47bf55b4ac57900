package dev.lumen.server.performance;

import dev.lumen.server.api.Heads;
import dev.lumen.server.api.LoadShedder;
import dev.lumen.server.measure.Measurements;
import dev.lumen.server.measure.RouteNames;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.List;
import java.util.Locale;

/**
 * Measures every request by its route (M-02): {@code api.<endpoint>.<method>}, or the name a target
 * has for it; templates alone, so there are no more names than routes. Requests that stay open on
 * purpose are left out.
 */
public final class RequestTimes implements Filter {
  /** Whose requests are measured: every face's, not the files of the page. */
  private static final List<String> FACES =
      List.of("/api/", "/rest/", "/auth/", "/health", "/metrics");

  private final Measurements measurements;

  public RequestTimes(Measurements measurements) {
    this.measurements = measurements;
  }

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    long start = System.nanoTime();
    try {
      chain.proceed();
    } finally {
      String route = request.matchingPattern().orElse("");
      String method = request.prologue().method().text().toLowerCase(Locale.ROOT);
      if (FACES.stream().anyMatch(route::startsWith) && !LoadShedder.isOpen(request)) {
        measurements.record(
            RouteNames.of(Heads.isAsked(request) ? "get" : method, route),
            System.nanoTime() - start);
      }
    }
  }
}
