package dev.lumen.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** A real HTTP server on a free port with the edge and the error routing, and a client for it. */
public final class HttpFixture implements AutoCloseable {
  private final WebServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  /** One answer: its status, its body as JSON where it is some, and the raw response. */
  public record Answer(int status, JsonNode json, HttpResponse<String> raw) {
    /** The value of a header, or "" when absent. */
    public String header(String name) {
      return raw.headers().firstValue(name).orElse("");
    }

    /** The error code of the body, or "". */
    public String code() {
      return json.path("error").path("code").asText();
    }
  }

  /** Starts a server whose paths are all unknown to 405. */
  public HttpFixture(Origins origins, Consumer<HttpRouting.Builder> routes) {
    this(origins, new ExceptionMappers(), path -> Set.of(), routes);
  }

  /** Starts a server. */
  public HttpFixture(
      Origins origins,
      ExceptionMappers mappers,
      Function<String, Set<String>> methodsAt,
      Consumer<HttpRouting.Builder> routes) {
    ErrorRouting errors = new ErrorRouting(mappers, methodsAt, InstantSource.system());
    HttpRouting.Builder routing = HttpRouting.builder();
    Edge.install(routing, errors, origins, AddressRanges.NONE, InstantSource.system());
    errors.install(routing);
    routes.accept(routing);
    server =
        WebServer.builder()
            .address(InetAddress.getLoopbackAddress())
            .port(0)
            .directHandlers(errors.directHandlers())
            .addRouting(routing)
            .shutdownHook(false)
            .build()
            .start();
  }

  /** The port it listens on. */
  public int port() {
    return server.port();
  }

  /** A request to {@code path}, to be completed and given to {@link #send}. */
  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
  }

  /** Sends and waits for the answer. */
  public Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> raw = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      String type = raw.headers().firstValue("Content-Type").orElse("");
      JsonNode json =
          type.contains("json") && !raw.body().isEmpty()
              ? Json.mapper().readTree(raw.body())
              : Json.mapper().missingNode();
      return new Answer(raw.statusCode(), json, raw);
    } catch (IOException | InterruptedException e) {
      throw new AssertionError("The server did not answer.", e);
    }
  }

  /** GET. */
  public Answer get(String path) {
    return send(request(path).GET());
  }

  /** POST of text that claims to be JSON. */
  public Answer post(String path, String json) {
    return send(json(path, json));
  }

  /** A POST of JSON, to be completed. */
  public HttpRequest.Builder json(String path, String json) {
    return request(path)
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(json));
  }

  @Override
  public void close() {
    client.close();
    server.stop();
  }
}
