package dev.lumen.server.turn;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lumen.cleaner.CleaningLevel;
import dev.lumen.cleaner.CleaningSettings;
import dev.lumen.cleaner.ConversationMemory;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a conversation wants its turns cleaned, read from its metadata.
 *
 * <p>Both spellings of the earlier clients are read: {@code
 * processing_settings.sliding_window_size} and a flat {@code sliding_window}.
 *
 * @param windowSize cleaned turns used as context, 0 to {@value #MAX_WINDOW}; 0 means none
 * @param cleaning what the cleaner is told
 * @param modelUse when a language model is asked, where there is one
 */
public record ProcessingSettings(int windowSize, CleaningSettings cleaning, ModelUse modelUse) {

  /** The largest window; a larger wish is cut to it. */
  public static final int MAX_WINDOW = 100;

  /** Reads the metadata of a conversation; what is missing or wrong has its default. */
  public static ProcessingSettings from(JsonNode metadata) {
    JsonNode nested = metadata.path("processing_settings");
    int window =
        first(nested.path("sliding_window_size"), metadata.path("sliding_window"))
            .filter(JsonNode::canConvertToInt)
            .map(JsonNode::intValue)
            .orElse(ConversationMemory.DEFAULT_WINDOW);
    @Nullable CleaningLevel level =
        first(nested.path("default_cleaning_level"), metadata.path("cleaning_level"))
            .flatMap(node -> CleaningLevel.parse(node.asText()))
            .orElse(null);
    boolean skip =
        first(nested.path("skip_transcription_errors"), metadata.path("skip_transcription_errors"))
            .map(node -> node.asBoolean(true))
            .orElse(true);
    ModelUse modelUse =
        first(nested.path("model_cleaning"), metadata.path("model_cleaning"))
            .flatMap(node -> ModelUse.parse(node.asText()))
            .orElse(ModelUse.WHEN_UNSURE);
    return new ProcessingSettings(
        Math.clamp(window, 0, MAX_WINDOW), new CleaningSettings(level, skip), modelUse);
  }

  private static Optional<JsonNode> first(JsonNode preferred, JsonNode other) {
    if (!preferred.isMissingNode() && !preferred.isNull()) {
      return Optional.of(preferred);
    }
    return other.isMissingNode() || other.isNull() ? Optional.empty() : Optional.of(other);
  }
}
