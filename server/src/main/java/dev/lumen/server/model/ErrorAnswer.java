package dev.lumen.server.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.lumen.server.model.ModelException.Kind;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a status other than 2xx says. Of the body only codes are read: its sentences may repeat what
 * was asked.
 *
 * @param status the HTTP status
 * @param kind what that means
 * @param retryAfter how long the model wants to be left alone; null where it does not say
 * @param refused the parameter without which it would answer; null where it names none
 */
record ErrorAnswer(
    int status, Kind kind, @Nullable Duration retryAfter, @Nullable Parameter refused) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** An account that is used up is not filled within any deadline. */
  private static final Duration LONG = Duration.ofHours(1);

  static ErrorAnswer of(int status, HttpHeaders headers, byte[] body) {
    JsonNode error = error(body);
    boolean usedUp = status == 402 || error.path("code").asText().equals("insufficient_quota");
    return new ErrorAnswer(
        status,
        kind(status, error),
        usedUp ? LONG : wait(headers, error),
        status == 400 ? Parameter.refusedBy(error).orElse(null) : null);
  }

  private static Kind kind(int status, JsonNode error) {
    return switch (status) {
      case 401, 403 -> Kind.UNAUTHORISED;
      case 402, 429 -> Kind.THROTTLED;
      case 408 -> Kind.BROKEN;
      case 400 -> badRequest(error);
      default -> status >= 500 ? Kind.BROKEN : Kind.REFUSED;
    };
  }

  private static Kind badRequest(JsonNode error) {
    // Gemini answers so to a key that it does not know.
    if (hasReason(error, "API_KEY_INVALID")) {
      return Kind.UNAUTHORISED;
    }
    return error.path("code").asText().equals("content_filter") ? Kind.BLOCKED : Kind.REFUSED;
  }

  private static boolean hasReason(JsonNode error, String reason) {
    for (JsonNode detail : error.path("details")) {
      if (detail.path("reason").asText().equals(reason)) {
        return true;
      }
    }
    return false;
  }

  /** The header, in seconds or as a date, or what Gemini has in its body ({@code RetryInfo}). */
  private static @Nullable Duration wait(HttpHeaders headers, JsonNode error) {
    Optional<String> header = headers.firstValue("retry-after");
    if (header.isPresent()) {
      return wait(header.get(), headers);
    }
    for (JsonNode detail : error.path("details")) {
      String delay = detail.path("retryDelay").asText();
      if (delay.matches("\\d{1,6}(\\.\\d{1,9})?s")) {
        return Duration.parse("PT" + delay);
      }
    }
    return null;
  }

  private static @Nullable Duration wait(String value, HttpHeaders headers) {
    if (value.matches("\\d{1,6}")) {
      return Duration.ofSeconds(Long.parseLong(value));
    }
    try {
      // By the clock of whoever says so, which need not be ours.
      ZonedDateTime now = date(headers.firstValue("date").orElse(""));
      Duration left = Duration.between(now, date(value));
      return left.isNegative() ? Duration.ZERO : left;
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static ZonedDateTime date(String text) {
    return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
  }

  private static JsonNode error(byte[] body) {
    try {
      JsonNode whole = JSON.readTree(body);
      // Gemini's stream has its errors in a list.
      return (whole.isArray() ? whole.path(0) : whole).path("error");
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
