package dev.lumen.server.model;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventContext;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Carries LangChain4j's requests, and reads their answers on the thread that asked: what it is told
 * it is told in order there, and an interrupt closes the connection. What becomes of a request is
 * noted in the {@link Attempt} that the thread makes.
 */
final class CallerHttp implements HttpClient {
  private static final int ERROR_BYTES = 64 << 10;

  private final java.net.http.HttpClient client;

  private CallerHttp(java.net.http.HttpClient client) {
    this.client = client;
  }

  /** For LangChain4j's builders; times are kept by the {@link Patience} of each attempt. */
  static HttpClientBuilder over(java.net.http.HttpClient client) {
    return new HttpClientBuilder() {
      @Override
      public Duration connectTimeout() {
        return Duration.ZERO;
      }

      @Override
      public HttpClientBuilder connectTimeout(Duration timeout) {
        return this;
      }

      @Override
      public Duration readTimeout() {
        return Duration.ZERO;
      }

      @Override
      public HttpClientBuilder readTimeout(Duration timeout) {
        return this;
      }

      @Override
      public HttpClient build() {
        return new CallerHttp(client);
      }
    };
  }

  @Override
  public SuccessfulHttpResponse execute(HttpRequest request) {
    throw new UnsupportedOperationException("Every answer is read as it comes");
  }

  @Override
  public void execute(
      HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
    Attempt attempt = Attempt.current();
    CompletableFuture<HttpResponse<WireBody>> coming =
        client.sendAsync(message(request), head -> new WireBody(attempt));
    try {
      HttpResponse<WireBody> response =
          coming.get(attempt.patience().nanosLeft(), TimeUnit.NANOSECONDS);
      try (WireBody body = response.body()) {
        attempt.begun(response.headers());
        if (response.statusCode() / 100 == 2) {
          read(response, parser, new Relay(listener, attempt));
        } else {
          byte[] error = body.readNBytes(ERROR_BYTES);
          attempt.refused(ErrorAnswer.of(response.statusCode(), response.headers(), error));
        }
      }
    } catch (TimeoutException e) {
      coming.cancel(true);
      attempt.late();
    } catch (InterruptedException e) {
      coming.cancel(true);
      attempt.interrupted();
    } catch (ExecutionException | IOException e) {
      attempt.failed(ModelException.Kind.UNREACHABLE, "cannot be reached");
    }
  }

  private static void read(
      HttpResponse<WireBody> response, ServerSentEventParser parser, Relay relay) {
    relay.onOpen(
        SuccessfulHttpResponse.builder()
            .statusCode(response.statusCode())
            .headers(response.headers().map())
            .build());
    parser.parse(response.body(), relay);
    relay.onClose();
  }

  private static java.net.http.HttpRequest message(HttpRequest request) {
    java.net.http.HttpRequest.Builder message =
        java.net.http.HttpRequest.newBuilder(URI.create(request.url()));
    request.headers().forEach((name, values) -> values.forEach(it -> message.header(name, it)));
    return message.method(request.method().name(), BodyPublishers.ofString(request.body())).build();
  }

  /** Notes what its listener cannot read: the parsers would only tell the log. */
  private record Relay(ServerSentEventListener listener, Attempt attempt)
      implements ServerSentEventListener {

    @Override
    public void onOpen(SuccessfulHttpResponse response) {
      listener.onOpen(response);
    }

    @Override
    public void onEvent(ServerSentEvent event, ServerSentEventContext context) {
      attempt.event(event.data());
      try {
        listener.onEvent(event, context);
      } catch (RuntimeException e) {
        attempt.unreadable();
      }
      if (attempt.isOver()) {
        context.parsingHandle().cancel();
      }
    }

    @Override
    public void onError(Throwable throwable) {
      // The body has noted it, with more than its exception says.
    }

    @Override
    public void onClose() {
      if (!attempt.isOver()) {
        listener.onClose();
      }
    }
  }
}
