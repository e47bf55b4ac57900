package dev.lumen.server.api;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which web pages may talk to this server. Filters ask it for HTTP; sockets ask {@link #trusts}
 * before an upgrade, since browsers let any page open a socket.
 *
 * @param allowed the origins of other sites that are welcome, such as {@code http://localhost:6173}
 * @param loopbackOnly refuses requests under another host name than the loopback's. A server that
 *     takes requests without a token needs it: else a foreign page whose name is made to point to
 *     127.0.0.1 would be let in
 */
public record Origins(Set<String> allowed, boolean loopbackOnly) {
  private static final List<Integer> DEVELOPMENT_PORTS = List.of(6173, 6174, 6175, 3000);
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  public Origins {
    allowed = Set.copyOf(allowed);
  }

  /** For a server that asks for tokens: the server's own pages and the given origins. */
  public static Origins of(Collection<String> allowed) {
    Set<String> origins = new LinkedHashSet<>();
    allowed.forEach(origin -> origins.add(normal(origin)));
    return new Origins(origins, false);
  }

  /**
   * For a server in development, which takes requests without tokens: also the usual local pages.
   */
  public static Origins development(Collection<String> more) {
    Set<String> origins = new LinkedHashSet<>(of(more).allowed());
    for (int port : DEVELOPMENT_PORTS) {
      origins.add("http://localhost:" + port);
      origins.add("http://127.0.0.1:" + port);
    }
    return new Origins(origins, true);
  }

  /**
   * Whether a page of {@code origin} (null: no page at all) may use the server it reached as {@code
   * host}.
   */
  public boolean trusts(@Nullable String origin, @Nullable String host) {
    return hostAllowed(host) && (origin == null || own(origin, host) || isAllowed(origin));
  }

  /** Whether {@code origin} is another site's that is welcome. */
  public boolean isAllowed(String origin) {
    return allowed.contains(normal(origin));
  }

  boolean hostAllowed(@Nullable String host) {
    return !loopbackOnly
        || (host != null && LOOPBACK.contains(withoutPort(host.toLowerCase(Locale.ROOT))));
  }

  static boolean own(String origin, @Nullable String host) {
    try {
      return host != null && host.equalsIgnoreCase(new URI(origin).getRawAuthority());
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static String withoutPort(String host) {
    int colon = host.lastIndexOf(':');
    return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
  }

  private static String normal(String origin) {
    String text = origin.strip().toLowerCase(Locale.ROOT);
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }
}
