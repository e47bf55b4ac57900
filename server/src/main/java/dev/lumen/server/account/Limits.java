package dev.lumen.server.account;

import dev.lumen.server.api.ApiException;
import dev.lumen.server.api.ClientAddress;
import io.github.bucket4j.ConsumptionProbe;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * How much one may ask: a token bucket for each user, or for each address where nobody is signed
 * in, and each class of routes.
 */
public final class Limits {
  private static final HeaderName LIMIT = HeaderNames.create("RateLimit-Limit");
  private static final HeaderName REMAINING = HeaderNames.create("RateLimit-Remaining");
  private static final HeaderName RESET = HeaderNames.create("RateLimit-Reset");

  private final LimitSettings settings;
  private final Map<RouteClass, Buckets> buckets = new EnumMap<>(RouteClass.class);

  public Limits(LimitSettings settings, LimitCounts counts) {
    this.settings = settings;
    settings
        .rates()
        .forEach(
            (type, rate) ->
                buckets.put(
                    type, counts.buckets(type.name().toLowerCase(Locale.ROOT), rate.bandwidth())));
  }

  /**
   * Counts a request of somebody known; SYS_003 (429) when it is one too many. Adds the {@code
   * RateLimit} headers.
   */
  public void take(RouteClass type, Principal principal, ServerResponse response) {
    take(type, user(principal.id()), response);
  }

  /** The same for what comes over a socket. */
  void take(RouteClass type, UUID user) {
    Buckets kept = buckets.get(type);
    if (kept != null) {
      refuse(type, kept.take(user(user)));
    }
  }

  private static String user(UUID id) {
    return "user " + id;
  }

  /** Counts a request of somebody unknown by their address. */
  public void take(RouteClass type, ServerRequest request, ServerResponse response) {
    take(type, "address " + address(request), response);
  }

  /** What counts as one address: of IPv6, the network that a provider gives to one customer. */
  static String address(ServerRequest request) {
    return ClientAddress.network(ClientAddress.of(request));
  }

  private void take(RouteClass type, String key, ServerResponse response) {
    Buckets kept = buckets.get(type);
    if (kept == null) {
      return;
    }
    ConsumptionProbe probe = kept.take(key);
    int perMinute = Objects.requireNonNull(settings.rates().get(type)).perMinute();
    response.headers().set(LIMIT, Integer.toString(perMinute));
    response.headers().set(REMAINING, Long.toString(probe.getRemainingTokens()));
    response.headers().set(RESET, Long.toString(seconds(probe.getNanosToWaitForReset())));
    refuse(type, probe);
  }

  private void refuse(RouteClass type, ConsumptionProbe probe) {
    if (!probe.isConsumed()) {
      int perMinute = Objects.requireNonNull(settings.rates().get(type)).perMinute();
      throw ApiException.rateLimited(
          "This is more than the " + perMinute + " requests a minute that are taken here.",
          Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }
  }

  private static long seconds(long nanos) {
    return Duration.ofNanos(nanos).plusMillis(999).toSeconds();
  }
}
