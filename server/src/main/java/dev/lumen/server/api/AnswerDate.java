package dev.lumen.server.api;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The date of an answer as HTTP has it: in GMT, the day in two digits (RFC 9110, section 5.6.7).
 * The web server would write that of the machine's time zone.
 */
final class AnswerDate implements Filter {
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final InstantSource clock;
  private volatile Second last = new Second(Instant.EPOCH);

  AnswerDate(InstantSource clock) {
    this.clock = clock;
  }

  /** What all answers of one second say. */
  private record Second(long number, Header header) {
    Second(Instant now) {
      this(now.getEpochSecond(), HeaderValues.createCached(HeaderNames.DATE, FORM.format(now)));
    }
  }

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    Instant now = clock.instant();
    Second second = last;
    if (second.number() != now.getEpochSecond()) {
      second = new Second(now);
      last = second;
    }
    response.headers().set(second.header());
    chain.proceed();
  }
}
