package dev.lumen.server.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lumen.server.model.ModelSettings.Endpoint;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * What a provider says about the model, without asking the model anything: the question which
 * models there are, which costs nothing.
 *
 * @param result what came of it
 * @param millis how long it took
 */
public record ModelLook(Result result, long millis) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What came of it. */
  public enum Result {
    /** It is there, and takes the key. */
    THERE("is there"),
    /** The provider answers and knows no model of that name. */
    UNKNOWN("is not among the models there"),
    /** The provider refuses the key. */
    UNAUTHORISED("is not to be asked with this key"),
    /** The provider reports an error. */
    BROKEN("is at a server that reports an error"),
    /** Nobody answers there. */
    UNREACHABLE("cannot be reached");

    private final String sentence;

    Result(String sentence) {
      this.sentence = sentence;
    }

    /** The rest of a sentence that begins with the model's name. */
    public String sentence() {
      return sentence;
    }
  }

  /** Looks, for so long at most. */
  public static ModelLook at(Endpoint endpoint, Duration patience) throws InterruptedException {
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(patience).build()) {
      long begun = System.nanoTime();
      Result result = look(client, endpoint, patience);
      return new ModelLook(result, (System.nanoTime() - begun) / 1_000_000);
    }
  }

  private static Result look(HttpClient client, Endpoint endpoint, Duration patience)
      throws InterruptedException {
    try {
      HttpResponse<String> answer =
          client.send(
              request(endpoint, patience),
              HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      if (answer.statusCode() == 200) {
        return lists(endpoint, answer.body()) ? Result.THERE : Result.UNKNOWN;
      }
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      return switch (ErrorAnswer.of(answer.statusCode(), answer.headers(), body).kind()) {
        case UNAUTHORISED -> Result.UNAUTHORISED;
        case REFUSED -> Result.UNKNOWN;
        default -> Result.BROKEN;
      };
    } catch (JsonProcessingException e) {
      return Result.BROKEN;
    } catch (IOException e) {
      return Result.UNREACHABLE;
    }
  }

  private static HttpRequest request(Endpoint endpoint, Duration patience) {
    String path =
        switch (endpoint.provider()) {
          case GEMINI -> "/models/" + endpoint.model();
          case OPENAI -> "/models";
          case OLLAMA -> "/api/tags";
        };
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(endpoint.address() + path)).timeout(patience);
    String key = endpoint.apiKey();
    if (key != null) {
      switch (endpoint.provider()) {
        case GEMINI -> request.header("x-goog-api-key", key);
        case OPENAI, OLLAMA -> request.header("authorization", "Bearer " + key);
      }
    }
    return request.build();
  }

  private static boolean lists(Endpoint endpoint, String body) throws JsonProcessingException {
    JsonNode answer = JSON.readTree(body);
    String model = endpoint.model();
    return switch (endpoint.provider()) {
      case GEMINI -> answer.path("name").asText().equals("models/" + model);
      case OPENAI -> names(answer.path("data"), "id", model);
      case OLLAMA ->
          names(answer.path("models"), "name", model)
              || names(answer.path("models"), "name", model + ":latest");
    };
  }

  private static boolean names(JsonNode list, String field, String name) {
    for (JsonNode entry : list) {
      if (entry.path(field).asText().equals(name)) {
        return true;
      }
    }
    return false;
  }
}
