package dev.lumen.server.api;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Headers;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Refuses requests that do not say in one way where they end: two lengths, a length that is no
 * number, a length beside chunks. A proxy in front could read the end elsewhere than this server
 * does, and take what follows for the request of somebody else (request smuggling; RFC 9112,
 * section 6.3). The connection ends with the answer, as nobody knows what comes next on it.
 */
final class Framing implements Filter {
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

  private final ErrorRouting errors;

  Framing(ErrorRouting errors) {
    this.errors = errors;
  }

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    if (isClear(request.headers())) {
      chain.proceed();
    } else {
      response.headers().set(HeaderValues.CONNECTION_CLOSE);
      errors.handle(
          request,
          response,
          ApiException.badRequest("The request does not say in one way how long its body is.")
              .withSuggestedAction(
                  "Send one Content-Length, or Transfer-Encoding: chunked, and not both."));
    }
  }

  private static boolean isClear(Headers headers) {
    List<String> lengths = headers.all(HeaderNames.CONTENT_LENGTH, List::of);
    List<String> codings = headers.all(HeaderNames.TRANSFER_ENCODING, List::of);
    boolean sized =
        lengths.stream().distinct().count() <= 1
            && lengths.stream().allMatch(it -> LENGTH.matcher(it).matches());
    boolean chunked = codings.size() == 1 && codings.getFirst().equalsIgnoreCase("chunked");
    return codings.isEmpty() ? sized : chunked && lengths.isEmpty();
  }
}
