package dev.lumen.server.api;

import io.helidon.common.buffers.DataReader;
import io.helidon.http.HttpException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Says for every failure what the client is told. Features add their own exceptions; what nobody
 * knows is SYS_004.
 *
 * <pre>{@code
 * mappers.map(QueueFullException.class, e -> new ApiException(ErrorCode.QUEUE_FULL, "…"));
 * }</pre>
 */
public final class ExceptionMappers {
  private final Map<Class<?>, Function<Throwable, ApiException>> mappings =
      new ConcurrentHashMap<>();

  /** With the mappings for what the HTTP server and this package throw. */
  public ExceptionMappers() {
    map(ApiException.class, e -> e);
    map(HttpException.class, ExceptionMappers::http);
    map(DataReader.InsufficientDataAvailableException.class, e -> clientWentAway(e));
    map(DataReader.IncorrectNewLineException.class, ExceptionMappers::garbled);
    map(UncheckedIOException.class, ExceptionMappers::io);
  }

  /**
   * Has every {@code type}, and what extends it and has no mapping of its own, told as {@code
   * mapping} says.
   */
  public <T extends Throwable> ExceptionMappers map(
      Class<T> type, Function<? super T, ApiException> mapping) {
    mappings.put(type, failure -> mapping.apply(type.cast(failure)));
    return this;
  }

  /**
   * What the client is told about {@code failure}; always with the failure itself as cause, or it
   * itself.
   */
  public ApiException told(Throwable failure) {
    for (Class<?> type = failure.getClass(); type != null; type = type.getSuperclass()) {
      Function<Throwable, ApiException> mapping = mappings.get(type);
      if (mapping != null) {
        ApiException told = mapping.apply(failure);
        return told == failure || told.getCause() != null ? told : told.withCause(failure);
      }
    }
    return unexpected(failure);
  }

  private static ApiException http(HttpException e) {
    int status = e.status().code();
    if (status >= 500) {
      return unexpected(e);
    }
    return switch (status) {
      case 404 -> ApiException.notFound("There is nothing at this path.");
      case 413 ->
          ApiException.badRequest("The body is larger than this server reads.").withStatus(413);
      default ->
          ApiException.badRequest("The request is not valid HTTP for this path.")
              .withStatus(status);
    };
  }

  private static ApiException io(UncheckedIOException e) {
    return e.getCause() instanceof SocketException ? clientWentAway(e) : unexpected(e);
  }

  private static ApiException garbled(Throwable cause) {
    return ApiException.badRequest("The body is not sent as its headers announce.")
        .withCause(cause);
  }

  private static ApiException clientWentAway(Throwable cause) {
    return ApiException.badRequest("The connection ended before the request was complete.")
        .withCause(cause);
  }

  private static ApiException unexpected(Throwable cause) {
    return new ApiException(
            ErrorCode.INTERNAL_SERVER_ERROR,
            "The server failed in a way it did not expect; the cause is in its log.")
        .withCause(cause);
  }
}
