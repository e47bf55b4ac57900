package dev.lumen.server.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one body of every error: {@code error} for programs, {@code recovery} for what to do, {@code
 * detail} for clients that read only a sentence.
 */
record ErrorBody(Fault error, Recovery recovery, String detail) {

  record Fault(
      String code,
      String message,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Object> details,
      Instant timestamp,
      String requestId) {}

  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Recovery(
      String suggestedAction, @Nullable Long retryAfterMs, List<String> alternativeEndpoints) {}

  /** The same as RFC 9457 has it, with our own members beside its own. */
  record Problem(
      String type,
      String title,
      int status,
      String detail,
      String code,
      String requestId,
      Instant timestamp,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Object> details,
      Recovery recovery) {}

  static ErrorBody of(ApiException e, Instant now, String requestId) {
    return new ErrorBody(
        new Fault(e.code().code(), e.message(), e.details(), now, requestId),
        recovery(e),
        e.message());
  }

  static Problem problem(ApiException e, Instant now, String requestId) {
    return new Problem(
        "urn:lumen:error:" + e.code().code(),
        e.code().meaning(),
        e.httpStatus(),
        e.message(),
        e.code().code(),
        requestId,
        now,
        e.details(),
        recovery(e));
  }

  private static Recovery recovery(ApiException e) {
    Long retry = e.retryAfter().map(Duration::toMillis).orElse(null);
    return new Recovery(e.suggestedAction(), retry, e.alternativeEndpoints());
  }
}
