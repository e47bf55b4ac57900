package dev.lumen.server.api;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can go wrong for a client of the API, with the status it is answered with and
 * what the client can do.
 *
 * <p>{@code docs/errors.md} is made from this list.
 */
public enum ErrorCode {
  INVALID_TOKEN(
      "AUTH_001",
      401,
      "The access token, refresh token or login is not one this server accepts.",
      "Sign in again with POST /api/v1/auth/login and send the new access token.",
      null),
  TOKEN_EXPIRED(
      "AUTH_002",
      401,
      "The token was valid, but its time has passed.",
      "Get a new access token with POST /api/v1/auth/refresh, or sign in again.",
      null),
  INSUFFICIENT_PERMISSIONS(
      "AUTH_003",
      403,
      "You are known, but may not do this.",
      "Ask an administrator, or sign in with an account that may.",
      null),
  INVALID_REQUEST_FORMAT(
      "VAL_001",
      400,
      "The request could not be understood, so nothing was done.",
      "Send a JSON object in UTF-8 to one of the paths described at /docs.",
      null),
  MISSING_REQUIRED_FIELD(
      "VAL_002",
      422,
      "A required field is absent, so nothing was done.",
      "Add the fields named in details.errors.",
      null),
  INVALID_FIELD_VALUE(
      "VAL_003",
      422,
      "A field has a value that is not allowed, so nothing was done.",
      "Correct the fields named in details.errors.",
      null),
  CONVERSATION_NOT_FOUND(
      "PROC_001",
      404,
      "There is no such conversation, or it is not yours.",
      "List your conversations with GET /api/v1/conversations.",
      null),
  TURN_PROCESSING_FAILED(
      "PROC_002",
      500,
      "The turn is stored, but cleaning it failed after all retries.",
      "Its raw text is kept. Send the turn again, or read it from the conversation's turns.",
      null),
  AI_MODEL_UNAVAILABLE(
      "PROC_003",
      503,
      "The language model that was asked for does not answer.",
      "Try again after the time given; light cleaning needs no model.",
      Duration.ofSeconds(1)),
  QUEUE_FULL(
      "PROC_004",
      503,
      "Too much is waiting: turns in the queue, or requests at this server. Nothing was stored.",
      "Send it again after the time given.",
      Duration.ofSeconds(5)),
  DATABASE_ERROR(
      "SYS_001",
      503,
      "The database did not answer, so nothing was stored.",
      "Send the request again; the server reconnects by itself.",
      Duration.ofMillis(100)),
  EXTERNAL_SERVICE_ERROR(
      "SYS_002",
      502,
      "A service this server depends on failed.",
      "Try again after the time given.",
      Duration.ofSeconds(1)),
  RATE_LIMIT_EXCEEDED(
      "SYS_003",
      429,
      "Too many requests in a short time.",
      "Wait for the time given, then go on more slowly.",
      Duration.ofSeconds(1)),
  INTERNAL_SERVER_ERROR(
      "SYS_004",
      500,
      "The server failed in a way it did not expect.",
      "Try again; if it stays, report the request_id, by which the server's log names the cause.",
      null);

  private final String code;
  private final int httpStatus;
  private final String meaning;
  private final String suggestedAction;
  private final @Nullable Duration retryAfter;

  ErrorCode(
      String code,
      int httpStatus,
      String meaning,
      String suggestedAction,
      @Nullable Duration retryAfter) {
    this.code = code;
    this.httpStatus = httpStatus;
    this.meaning = meaning;
    this.suggestedAction = suggestedAction;
    this.retryAfter = retryAfter;
  }

  /** The code on the wire, such as {@code AUTH_001}. */
  public String code() {
    return code;
  }

  /** The HTTP status an error of this kind has unless its {@link ApiException} says otherwise. */
  public int httpStatus() {
    return httpStatus;
  }

  /** What it means, in one sentence. */
  public String meaning() {
    return meaning;
  }

  /** What the client can do about it. */
  public String suggestedAction() {
    return suggestedAction;
  }

  /** How long to wait before trying again; empty where trying again unchanged is of no use. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
