package dev.lumen.server.api;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;

/** The headers every answer has; a resource may set stricter or looser ones of its own. */
public final class SecurityHeaders implements Filter {
  private static final Header NO_SNIFF =
      HeaderValues.createCached(HeaderNames.create("X-Content-Type-Options"), "nosniff");
  private static final Header NO_FRAME =
      HeaderValues.createCached(HeaderNames.create("X-Frame-Options"), "DENY");
  private static final Header NO_REFERRER =
      HeaderValues.createCached(HeaderNames.create("Referrer-Policy"), "no-referrer");
  private static final Header NO_STORE =
      HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "no-store");

  /** For answers that are no pages: should a browser show one as a page, it may load nothing. */
  private static final Header NOTHING_ELSE =
      HeaderValues.createCached(
          HeaderNames.create("Content-Security-Policy"),
          "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");

  private static final Header OWN_WINDOW =
      HeaderValues.createCached(HeaderNames.create("Cross-Origin-Opener-Policy"), "same-origin");
  private static final Header OWN_PAGES =
      HeaderValues.createCached(HeaderNames.create("Cross-Origin-Resource-Policy"), "same-origin");

  /** Half a year, the least that the usual lists of such servers ask for. */
  private static final Header ENCRYPTED_ONLY =
      HeaderValues.createCached(
          HeaderNames.create("Strict-Transport-Security"), "max-age=15768000");

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    response.headers().set(NO_SNIFF).set(NO_FRAME).set(NO_REFERRER);
    response.headers().set(NOTHING_ELSE).set(OWN_WINDOW).set(OWN_PAGES);
    if (ClientAddress.isSecure(request)) {
      response.headers().set(ENCRYPTED_ONLY);
    }
    if (request.prologue().uriPath().path().startsWith("/api/")) {
      response.headers().set(NO_STORE);
    }
    chain.proceed();
  }
}
