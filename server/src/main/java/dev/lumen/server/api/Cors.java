package dev.lumen.server.api;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Cross-origin rules for HTTP, after the <a
 * href="https://fetch.spec.whatwg.org/#http-cors-protocol">Fetch standard</a>. Welcome origins may
 * read answers and send credentials; of others, a server that takes requests without tokens refuses
 * everything that could change something.
 */
public final class Cors implements Filter {
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
  private static final Pattern HEADER_LIST =
      Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~, -]{1,2000}");

  private final Origins origins;

  public Cors(Origins origins) {
    this.origins = origins;
  }

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    String host = request.headers().first(HeaderNames.HOST).orElse(null);
    if (!origins.hostAllowed(host)) {
      throw ApiException.forbidden(
          "In development mode (LUMEN_AUTH=dev) this server answers only as localhost or 127.0.0.1. Use one of these names, or turn that mode off.");
    }
    Optional<String> origin = request.headers().first(HeaderNames.ORIGIN);
    response.headers().set(HeaderNames.VARY, "Origin");
    if (origin.isEmpty() || Origins.own(origin.get(), host)) {
      chain.proceed();
    } else if (origins.isAllowed(origin.get())) {
      welcome(origin.get(), chain, request, response);
    } else {
      foreign(chain, request);
    }
  }

  private static void welcome(
      String origin, FilterChain chain, RoutingRequest request, RoutingResponse response) {
    ServerResponseHeaders headers = response.headers();
    headers.set(HeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    headers.set(HeaderNames.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
    if (!isPreflight(request)) {
      headers.set(
          HeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS,
          "X-Request-Id, Retry-After, Idempotency-Replayed, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset");
      chain.proceed();
      return;
    }
    headers.set(HeaderNames.ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD, POST, PUT, PATCH, DELETE");
    request
        .headers()
        .first(HeaderNames.ACCESS_CONTROL_REQUEST_HEADERS)
        .filter(names -> HEADER_LIST.matcher(names).matches())
        .ifPresent(names -> headers.set(HeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, names));
    headers.set(HeaderNames.ACCESS_CONTROL_MAX_AGE, "600");
    response.status(204).send();
  }

  private void foreign(FilterChain chain, RoutingRequest request) {
    boolean safe = SAFE.contains(request.prologue().method().text()) && !isPreflight(request);
    if (!safe && (origins.loopbackOnly() || isPreflight(request))) {
      throw ApiException.forbidden(
              "Pages of this origin may not use this server: LUMEN_CORS_ORIGINS does not name it.")
          .withSuggestedAction(
              "Add the page's origin to LUMEN_CORS_ORIGINS (https://app.example.org, several with commas) and restart the server, or serve the page from the server's own address.");
    }
    chain.proceed();
  }

  private static boolean isPreflight(RoutingRequest request) {
    return request.prologue().method().equals(Method.OPTIONS)
        && request.headers().contains(HeaderNames.ACCESS_CONTROL_REQUEST_METHOD);
  }
}
