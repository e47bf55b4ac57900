package dev.lumen.server.api;

import io.helidon.webserver.http.HttpRouting;

/** What every HTTP request passes before it reaches a resource, in the order that matters. */
public final class Edge {
  private Edge() {}

  /**
   * Adds request ids, the access log, security headers and cross-origin rules to {@code routing}.
   */
  public static void install(HttpRouting.Builder routing, Origins origins) {
    install(routing, origins, AddressRanges.NONE);
  }

  /** As above, behind these proxies. */
  public static void install(HttpRouting.Builder routing, Origins origins, AddressRanges proxies) {
    routing.addFilter(new RequestIds());
    routing.addFilter(Unread::filter);
    routing.addFilter(new ClientAddress(proxies));
    routing.addFilter(new AccessLog());
    routing.addFilter(new SecurityHeaders());
    routing.addFilter(new Cors(origins));
  }
}
