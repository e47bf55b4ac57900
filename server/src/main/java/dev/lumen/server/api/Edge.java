package dev.lumen.server.api;

import io.helidon.webserver.http.HttpRouting;
import java.time.InstantSource;

/** What every HTTP request passes before it reaches a resource, in the order that matters. */
public final class Edge {
  private Edge() {}

  /**
   * Adds dates, request ids, the access log, what is no clear request, security headers and
   * cross-origin rules to {@code routing}.
   *
   * @param proxies whose word for a client's address is taken
   */
  public static void install(
      HttpRouting.Builder routing,
      ErrorRouting errors,
      Origins origins,
      AddressRanges proxies,
      InstantSource clock) {
    routing.addFilter(Closing::filter);
    routing.addFilter(new AnswerDate(clock));
    routing.addFilter(new RequestIds());
    routing.addFilter(Unread::filter);
    routing.addFilter(new ClientAddress(proxies));
    routing.addFilter(new AccessLog());
    routing.addFilter(new Framing(errors));
    routing.addFilter(new SecurityHeaders());
    routing.addFilter(new Cors(origins));
  }
}
