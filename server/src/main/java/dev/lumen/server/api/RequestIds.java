package dev.lumen.server.api;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerRequest;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Gives every request an id: the client's own {@code X-Request-Id} when it is 1 to 128 plain
 * characters, else a new one. It is answered, stands in every error body and log line, and {@link
 * #current()} tells it to code that has no request at hand.
 */
public final class RequestIds implements Filter {
  static final HeaderName HEADER = HeaderNames.create("X-Request-Id");
  private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._:-]{1,128}");
  private static final ScopedValue<String> CURRENT = ScopedValue.newInstance();
  private static final String UNKNOWN = "-";

  private record RequestId(String text) {}

  /** The id of {@code request}. */
  public static String of(ServerRequest request) {
    return request.context().get(RequestId.class).map(RequestId::text).orElse(UNKNOWN);
  }

  /** The id of the request this thread is serving, or {@code -}. */
  public static String current() {
    return CURRENT.orElse(UNKNOWN);
  }

  static String generate() {
    return UUID.randomUUID().toString();
  }

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    String id =
        request
            .headers()
            .first(HEADER)
            .filter(text -> SANE.matcher(text).matches())
            .orElseGet(RequestIds::generate);
    request.context().register(new RequestId(id));
    response.headers().set(HEADER, id);
    ScopedValue.where(CURRENT, id).run(chain::proceed);
  }
}
