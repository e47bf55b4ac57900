package dev.lumen.server.api;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A refusal the client is told about. Immutable: the {@code with…} methods answer a copy.
 *
 * <p>The message is one or two sentences for a person; it never contains what the client sent.
 */
public final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** One faulty field of a request: its path, the code of the fault and what is wrong, in words. */
  public record FieldError(String field, String code, String message) {}

  private final ErrorCode code;
  private final int httpStatus;
  private final transient Map<String, Object> details;
  private final @Nullable Duration retryAfter;
  private final String suggestedAction;

  /** A refusal with the status and waiting time its code has. */
  public ApiException(ErrorCode code, String message) {
    this(
        code,
        message,
        code.httpStatus(),
        Map.of(),
        code.retryAfter().orElse(null),
        code.suggestedAction(),
        null);
  }

  private ApiException(
      ErrorCode code,
      String message,
      int httpStatus,
      Map<String, Object> details,
      @Nullable Duration retryAfter,
      String suggestedAction,
      @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
    this.httpStatus = httpStatus;
    this.details = details;
    this.retryAfter = retryAfter;
    this.suggestedAction = suggestedAction;
  }

  /** 404: unknown, or another user's. */
  public static ApiException conversationNotFound(UUID id) {
    return new ApiException(
        ErrorCode.CONVERSATION_NOT_FOUND, "There is no conversation " + id + " among yours.");
  }

  /** 404 for a conversation whose name in the path is no id. */
  public static ApiException conversationNotFound() {
    return new ApiException(
        ErrorCode.CONVERSATION_NOT_FOUND, "There is no such conversation among yours.");
  }

  /** 401 with the one sentence that does not tell which part was wrong. */
  public static ApiException invalidCredentials() {
    return new ApiException(ErrorCode.INVALID_TOKEN, "Invalid authentication credentials");
  }

  /** 401 for a token whose time has passed. */
  public static ApiException tokenExpired() {
    return new ApiException(ErrorCode.TOKEN_EXPIRED, "The token has expired.");
  }

  /** 403: known, but not allowed. */
  public static ApiException forbidden(String message) {
    return new ApiException(ErrorCode.INSUFFICIENT_PERMISSIONS, message);
  }

  /** 404 for something other than a conversation. */
  public static ApiException notFound(String message) {
    return badRequest(message)
        .withStatus(404)
        .withSuggestedAction("Check the path and the ids in it; /docs has all paths.");
  }

  /** 409: understood and allowed, but not as things stand. */
  public static ApiException conflict(String message) {
    return new ApiException(ErrorCode.INVALID_FIELD_VALUE, message)
        .withStatus(409)
        .withSuggestedAction("Read how things stand now, then decide anew.");
  }

  /** 400: not understood at all. */
  public static ApiException badRequest(String message) {
    return new ApiException(ErrorCode.INVALID_REQUEST_FORMAT, message);
  }

  /** 413: larger than is read here. */
  public static ApiException tooLarge(long limitBytes) {
    return badRequest("The body is larger than the " + limitBytes + " bytes that are read here.")
        .withStatus(413)
        .withDetails(Map.of("limit_bytes", limitBytes));
  }

  /** 422 for one field with a value that is not allowed. */
  public static ApiException invalidField(String field, String message) {
    return invalidFields(
        List.of(new FieldError(field, ErrorCode.INVALID_FIELD_VALUE.code(), message)));
  }

  /** 422 for all the faulty fields: VAL_002 when they are merely absent, VAL_003 otherwise. */
  public static ApiException invalidFields(List<FieldError> errors) {
    String missing = ErrorCode.MISSING_REQUIRED_FIELD.code();
    boolean onlyMissing = errors.stream().allMatch(error -> error.code().equals(missing));
    String sentence =
        errors.stream()
            .map(error -> error.field() + ": " + error.message())
            .reduce((left, right) -> left + "; " + right)
            .orElse("");
    return new ApiException(
            onlyMissing ? ErrorCode.MISSING_REQUIRED_FIELD : ErrorCode.INVALID_FIELD_VALUE,
            sentence)
        .withDetails(Map.of("errors", List.copyOf(errors), "fields", byField(errors)));
  }

  /** What is wrong with each field, for forms that show it beside them. */
  private static Map<String, String> byField(List<FieldError> errors) {
    Map<String, String> fields = new LinkedHashMap<>();
    errors.forEach(
        error ->
            fields.merge(error.field(), error.message(), (first, next) -> first + "; " + next));
    return fields;
  }

  /** 429, to be tried again after {@code wait}. */
  public static ApiException rateLimited(String message, Duration wait) {
    return new ApiException(ErrorCode.RATE_LIMIT_EXCEEDED, message).withRetryAfter(wait);
  }

  /**
   * The same refusal with further facts for programs; keys in snake_case, values as {@link Json}
   * writes them.
   */
  public ApiException withDetails(Map<String, Object> more) {
    Map<String, Object> all = new LinkedHashMap<>(details);
    all.putAll(more);
    return new ApiException(
        code, message(), httpStatus, Map.copyOf(all), retryAfter, suggestedAction, getCause());
  }

  /** The same refusal with the time after which trying again makes sense. */
  public ApiException withRetryAfter(Duration wait) {
    return new ApiException(
        code, message(), httpStatus, details, wait, suggestedAction, getCause());
  }

  /** The same refusal with advice of its own in place of what its code says in general. */
  public ApiException withSuggestedAction(String advice) {
    return new ApiException(code, message(), httpStatus, details, retryAfter, advice, getCause());
  }

  /** The same refusal answered with another status, where a code covers several. */
  public ApiException withStatus(int status) {
    return new ApiException(
        code, message(), status, details, retryAfter, suggestedAction, getCause());
  }

  /** The same refusal, remembering what led to it. The cause is logged for a 5xx and never sent. */
  public ApiException withCause(Throwable cause) {
    return new ApiException(
        code, message(), httpStatus, details, retryAfter, suggestedAction, cause);
  }

  public ErrorCode code() {
    return code;
  }

  public int httpStatus() {
    return httpStatus;
  }

  /** What is told to the client. */
  public String message() {
    return String.valueOf(getMessage());
  }

  public Map<String, Object> details() {
    return details;
  }

  /** Other endpoints that help, such as a login; may be empty. */
  public List<String> alternativeEndpoints() {
    return httpStatus == 401 ? List.of("/api/v1/auth/login", "/api/v1/auth/refresh") : List.of();
  }

  /** What the client can do about it. */
  public String suggestedAction() {
    return suggestedAction;
  }

  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
