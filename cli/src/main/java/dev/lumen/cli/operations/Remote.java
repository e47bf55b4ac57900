package dev.lumen.cli.operations;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lumen.server.api.Json;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLException;

/** A running server's API. */
final class Remote {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int MOST_WAITS = 10;

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final URI server;
  private final String token;

  /**
   * @param token an API key or an access token; empty for none
   */
  Remote(URI server, String token) {
    this.server = server;
    this.token = token;
  }

  /** The server said no; the message is its own. */
  static final class Refused extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;

    Refused(String message, int status) {
      super(message);
      this.status = status;
    }

    /** The HTTP status. */
    int status() {
      return status;
    }
  }

  /** A part of a path, whatever was typed. */
  static String segment(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Below the server's own path, where it stands behind a proxy that gives it one. */
  private URI at(String path) {
    return URI.create(server.getScheme() + "://" + server.getRawAuthority() + root() + path);
  }

  private String root() {
    String given = server.getRawPath();
    return given == null ? "" : given.replaceFirst("/+$", "");
  }

  JsonNode get(String path) throws IOException {
    return read(send(HttpRequest.newBuilder(at(path)).GET()));
  }

  /** An answer that is no JSON, as it came. */
  String text(String path) throws IOException {
    HttpResponse<String> answer = send(HttpRequest.newBuilder(at(path)).GET());
    if (answer.statusCode() / 100 != 2) {
      read(answer);
    }
    return answer.body();
  }

  JsonNode post(String path, Map<String, ?> body) throws IOException {
    return read(
        send(
            HttpRequest.newBuilder(at(path))
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofByteArray(Json.bytes(body)))));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
    if (!token.isEmpty()) {
      request.header("authorization", "Bearer " + token);
    }
    try {
      for (int attempt = 1; ; attempt++) {
        HttpResponse<String> answer =
            http.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() == 429 && attempt < MOST_WAITS) {
          Thread.sleep(
              Duration.ofSeconds(answer.headers().firstValueAsLong("retry-after").orElse(5)));
        } else {
          return answer;
        }
      }
    } catch (ConnectException | HttpTimeoutException e) {
      throw new IOException(
          "no server answers at " + server + "; start it with ./lumen serve, or say --server URL",
          e);
    } catch (SSLException e) {
      throw new IOException(
          "no encrypted connection to %s (%s); is it an http:// address, or has it a certificate that Java does not know?"
              .formatted(server, e.getMessage()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static JsonNode read(HttpResponse<String> answer) throws IOException {
    if (answer.statusCode() == 401) {
      throw new IOException(
          "the server wants to know who asks: put an API key into LUMEN_TOKEN (made in the settings of the page, or with POST /api/v1/account/keys)");
    }
    JsonNode body;
    try {
      body = Json.tree(answer.body());
    } catch (RuntimeException e) {
      throw new IOException(
          "what answered there is no Lumen (HTTP " + answer.statusCode() + ")", e);
    }
    if (answer.statusCode() / 100 != 2) {
      throw new Refused(
          body.path("error").path("message").asText("HTTP " + answer.statusCode()),
          answer.statusCode());
    }
    return body;
  }
}
