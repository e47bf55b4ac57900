package dev.lumen.server.api;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerRequest;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds out where a request came from. Behind a proxy every connection is the proxy's; what it says
 * in {@code X-Forwarded-For} is believed when its address is a trusted one, and what others wrote
 * into that header before it never is.
 */
public final class ClientAddress implements Filter {
  private static final HeaderName FORWARDED_FOR = HeaderNames.create("X-Forwarded-For");
  private static final HeaderName FORWARDED_PROTO = HeaderNames.create("X-Forwarded-Proto");

  private record Found(String address, boolean secure) {}

  private final AddressRanges trusted;

  /**
   * @param trusted the proxies
   */
  public ClientAddress(AddressRanges trusted) {
    this.trusted = trusted;
  }

  /** The address a request came from, without its port. */
  public static String of(ServerRequest request) {
    return request
        .context()
        .get(Found.class)
        .map(Found::address)
        .orElseGet(() -> request.remotePeer().host());
  }

  /** Whether the client's own connection is encrypted. */
  public static boolean isSecure(ServerRequest request) {
    return request.context().get(Found.class).map(Found::secure).orElse(request.isSecure());
  }

  /**
   * The first 64 bits of an IPv6 address, which one customer of a provider has as a whole (RFC
   * 6177); any other address as it is.
   */
  public static String network(String address) {
    return AddressRanges.network(address);
  }

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    String peer = request.remotePeer().host();
    if (trusted.contains(peer)) {
      Headers headers = request.headers();
      boolean secure =
          headers.first(FORWARDED_PROTO).map("https"::equalsIgnoreCase).orElse(request.isSecure());
      request.context().register(new Found(origin(peer, headers), secure));
    }
    chain.proceed();
  }

  /** From the right, where the proxies wrote, to the first address that is none of theirs. */
  private String origin(String peer, Headers headers) {
    List<String> hops = new ArrayList<>();
    if (headers.contains(FORWARDED_FOR)) {
      headers.get(FORWARDED_FOR).allValues(true).forEach(hops::add);
    }
    String known = peer;
    for (String hop : hops.reversed()) {
      String address = AddressRanges.literal(hop.strip()).orElse(null);
      if (address == null) {
        return known;
      }
      known = address;
      if (!trusted.contains(address)) {
        return known;
      }
    }
    return known;
  }
}
