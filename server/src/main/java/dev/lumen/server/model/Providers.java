package dev.lumen.server.model;

import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.googleai.GeminiThinkingConfig;
import dev.langchain4j.model.googleai.GoogleAiGeminiStreamingChatModel;
import dev.langchain4j.model.ollama.OllamaStreamingChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.lumen.server.model.ModelSettings.Endpoint;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * LangChain4j's side of each provider. Whole answers are read from the stream too: one way is
 * tested, and a whole answer can be given up at any moment.
 */
final class Providers {
  /** Its warnings hold what was said. Kept here, as the logging system forgets those nobody has. */
  private static final Logger LIBRARY = Logger.getLogger("dev.langchain4j");

  private Providers() {}

  static StreamingChatModel open(Endpoint endpoint, HttpClientBuilder http) {
    LIBRARY.setLevel(Level.OFF);
    String address = endpoint.address().toString();
    return switch (endpoint.provider()) {
      case GEMINI ->
          GoogleAiGeminiStreamingChatModel.builder()
              .httpClientBuilder(http)
              .baseUrl(address)
              .apiKey(endpoint.apiKey())
              .modelName(endpoint.model())
              .thinkingConfig(thinking(endpoint.model()))
              .returnThinking(false)
              .build();
      case OPENAI ->
          OpenAiStreamingChatModel.builder()
              .httpClientBuilder(http)
              .baseUrl(address)
              .apiKey(endpoint.apiKey())
              .modelName(endpoint.model())
              .build();
      case OLLAMA ->
          OllamaStreamingChatModel.builder()
              .httpClientBuilder(http)
              .baseUrl(address)
              .modelName(endpoint.model())
              .customHeaders(authorisation(endpoint))
              // Nobody waits for thoughts that are not shown.
              .think(false)
              .returnThinking(false)
              .build();
    };
  }

  /** Models that may leave thinking out do: thoughts take the time and the room of the answer. */
  private static @Nullable GeminiThinkingConfig thinking(String model) {
    return model.startsWith("gemini-2.5-flash")
        ? GeminiThinkingConfig.builder().thinkingBudget(0).build()
        : null;
  }

  /** Ollama knows no keys; its cloud does, and so may a proxy in front of it. */
  private static Map<String, String> authorisation(Endpoint endpoint) {
    String key = endpoint.apiKey();
    return key == null ? Map.of() : Map.of("Authorization", "Bearer " + key);
  }
}
