package dev.lumen.server.api;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.WARNING;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.NotFoundException;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The one place where failures become answers.
 *
 * <pre>{@code
 * ErrorRouting errors = new ErrorRouting(mappers, openApi::methodsAt, clock);
 * errors.install(routing);
 * WebServer.builder().directHandlers(errors.directHandlers()).routing(routing)…
 * }</pre>
 *
 * <p>A failure of status 500 is logged with its request id and its stack, without messages. That
 * something is away or full is told once, not for each request. Other refusals are the client's
 * affair and logged at DEBUG.
 */
public final class ErrorRouting {
  private static final System.Logger LOG = System.getLogger(ErrorRouting.class.getName());
  private static final String PROBLEM_JSON = "application/problem+json";

  private final ExceptionMappers mappers;
  private final Function<String, Set<String>> methodsAt;
  private final InstantSource clock;
  private final Outages outages;

  /**
   * @param mappers what the client is told about which failure
   * @param methodsAt the methods a path has, upper case; empty for an unknown path. It tells 405
   *     from 404
   * @param clock for the timestamps of errors
   */
  public ErrorRouting(
      ExceptionMappers mappers, Function<String, Set<String>> methodsAt, InstantSource clock) {
    this.mappers = mappers;
    this.methodsAt = methodsAt;
    this.clock = clock;
    this.outages = new Outages(clock);
  }

  /** Has all failures of {@code routing} answered here. */
  public void install(HttpRouting.Builder routing) {
    routing.error(NotFoundException.class, this::handleUnrouted);
    routing.error(Throwable.class, this::handle);
  }

  /**
   * Answers for requests that never reach the routing: no HTTP, headers too large, and the like.
   */
  public DirectHandlers directHandlers() {
    DirectHandlers.Builder handlers = DirectHandlers.builder();
    for (DirectHandler.EventType type : DirectHandler.EventType.values()) {
      handlers.addHandler(type, this::handleDirectly);
    }
    return handlers.build();
  }

  /** Answers {@code request} with what {@code failure} means to the client. */
  public void handle(ServerRequest request, ServerResponse response, Throwable failure) {
    ApiException told = mappers.told(failure);
    log(request, failure, told);
    send(request, response, told);
  }

  private void handleUnrouted(ServerRequest request, ServerResponse response, NotFoundException e) {
    Set<String> methods = new TreeSet<>(methodsAt.apply(request.prologue().uriPath().path()));
    if (methods.isEmpty() || methods.contains(request.prologue().method().text())) {
      handle(request, response, e);
      return;
    }
    response.headers().set(HeaderNames.ALLOW, String.join(", ", methods));
    send(
        request,
        response,
        ApiException.badRequest("This path exists, but not with this method.")
            .withStatus(405)
            .withSuggestedAction("Use one of the methods in details.allowed_methods.")
            .withDetails(Map.of("allowed_methods", methods)));
  }

  private void send(ServerRequest request, ServerResponse whole, ApiException told) {
    ServerResponse response = Heads.isAsked(request) ? Heads.bodiless(whole) : whole;
    if (told.httpStatus() == 401) {
      response.headers().set(HeaderNames.WWW_AUTHENTICATE, "Bearer");
    }
    told.retryAfter()
        .ifPresent(wait -> response.headers().set(HeaderNames.RETRY_AFTER, seconds(wait)));
    Unread.announce(request, response);
    String requestId = RequestIds.of(request);
    response.status(Status.create(told.httpStatus()));
    if (Accepts.names(request, PROBLEM_JSON)) {
      response.headers().set(HeaderNames.CONTENT_TYPE, PROBLEM_JSON);
      response.send(Json.bytes(ErrorBody.problem(told, clock.instant(), requestId)));
    } else {
      response.headers().set(Responses.JSON);
      response.send(Json.bytes(ErrorBody.of(told, clock.instant(), requestId)));
    }
  }

  private static String seconds(Duration wait) {
    // The header knows whole seconds only; one too many beats one too few.
    return Long.toString(Math.max(1, wait.plusMillis(999).toSeconds()));
  }

  private void log(ServerRequest request, Throwable failure, ApiException told) {
    System.Logger.Level level = level(told);
    if (level == WARNING) {
      OptionalInt heldBack = outages.tell(told.code());
      if (heldBack.isEmpty()) {
        level = DEBUG;
      } else if (heldBack.getAsInt() > 0) {
        LOG.log(WARNING, "{0} for {1} requests more.", told.code().code(), heldBack.getAsInt());
      }
    }
    if (LOG.isLoggable(level)) {
      LOG.log(
          level,
          "{0} for request {1} ({2} {3}): {4}",
          told.code().code(),
          RequestIds.of(request),
          request.prologue().method().text(),
          Paths.forLog(request.prologue().uriPath().rawPath()),
          level == ERROR ? StackTraces.withoutMessages(failure) : told.message());
    }
  }

  private static System.Logger.Level level(ApiException told) {
    return switch (told.code()) {
      case INTERNAL_SERVER_ERROR, TURN_PROCESSING_FAILED -> ERROR;
      case DATABASE_ERROR, EXTERNAL_SERVICE_ERROR, QUEUE_FULL -> WARNING;
      default -> DEBUG;
    };
  }

  private DirectHandler.TransportResponse handleDirectly(
      DirectHandler.TransportRequest request,
      DirectHandler.EventType type,
      Status status,
      ServerResponseHeaders headers,
      String message) {
    ApiException refusal = refusal(request, type, status);
    Status told = Status.create(refusal.httpStatus());
    String requestId = RequestIds.generate();
    headers.set(Responses.JSON);
    headers.set(RequestIds.HEADER, requestId);
    if (told.code() == 415) {
      headers.set(HeaderNames.ACCEPT_ENCODING, "identity");
    }
    return DirectHandler.TransportResponse.builder()
        .status(told)
        .headers(headers)
        .keepAlive(type.keepAlive())
        .entity(Json.bytes(ErrorBody.of(refusal, clock.instant(), requestId)))
        .build();
  }

  private static ApiException refusal(
      DirectHandler.TransportRequest request, DirectHandler.EventType type, Status status) {
    if (type == DirectHandler.EventType.BAD_REQUEST
        && request.headers().contains(HeaderNames.CONTENT_ENCODING)) {
      return ApiException.badRequest(
              "The body has a Content-Encoding; this server reads bodies only as they are.")
          .withStatus(415)
          .withSuggestedAction("Send the body uncompressed, without the header Content-Encoding.");
    }
    // What failed while the server worked on a request was answered by the routing. What comes here
    // as a failure of the server is a request that its parser choked on. Its message can quote the
    // request, so it is not passed on.
    int told = type == DirectHandler.EventType.INTERNAL_ERROR ? 400 : status.code();
    return (switch (told) {
          case 413 -> ApiException.badRequest("The body is larger than this server reads.");
          case 414 ->
              ApiException.badRequest("The address is longer than this server reads.")
                  .withSuggestedAction("Shorten what stands in the query.");
          case 505 ->
              ApiException.badRequest(
                      "This server speaks HTTP/1.1; the request has another version.")
                  .withSuggestedAction(
                      "Send HTTP/1.1. A proxy in front may have to be told (nginx: proxy_http_version 1.1).");
          default -> ApiException.badRequest("The request is not HTTP this server can read.");
        })
        .withStatus(told);
  }
}
