package dev.lumen.server.performance;

import dev.lumen.server.api.Heads;
import dev.lumen.server.api.LoadShedder;
import dev.lumen.server.measure.Measurements;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measures every request by its route (M-02): {@code api.<endpoint>.<method>}, or the name a target
 * has for it; templates alone, so there are no more names than routes. Requests that stay open on
 * purpose are left out.
 */
public final class RequestTimes implements Filter {
  private static final String API = "/api/v1/";

  /** Whose requests are measured: every face's, not the files of the page. */
  private static final List<String> FACES =
      List.of("/api/", "/rest/", "/auth/", "/health", "/metrics");

  private static final Map<String, String> NAMED =
      Map.of(
          "get /api/v1/conversations", "api.conversation.list",
          "post /api/v1/conversations", "api.conversation.create",
          "get /api/v1/conversations/{id}", "api.conversation.get",
          "get /api/v1/conversations/{id}/status", "api.conversation.status",
          "post /api/v1/conversations/{id}/context", "api.context.update",
          "post /api/v1/auth/login", "api.auth.login",
          "post /api/v1/auth/refresh", "api.auth.refresh",
          "post /api/v1/auth/logout", "api.auth.logout");

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
            name(Heads.isAsked(request) ? "get" : method, route), System.nanoTime() - start);
      }
    }
  }

  /** The operation's name of a route; a slash at its end says nothing. */
  static String name(String method, String pattern) {
    String route = pattern.endsWith("/") ? pattern.substring(0, pattern.length() - 1) : pattern;
    String named = NAMED.get(method + " " + route);
    return named != null ? named : "api." + place(route).replace('/', '.') + "." + method;
  }

  /** The current API's routes by themselves, others with what tells them from those. */
  private static String place(String route) {
    if (route.startsWith(API)) {
      return route.substring(API.length());
    }
    if (!route.startsWith("/api/")) {
      return route.substring(1);
    }
    String rest = route.substring("/api/".length());
    return rest.matches("(v\\d+|test)(/.*)?") ? rest : "original." + rest;
  }
}
