package dev.lumen.server.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lumen.cleaner.CleaningLevel;
import dev.lumen.cleaner.CleaningSettings;
import dev.lumen.cleaner.ConversationMemory;
import dev.lumen.cleaner.context.Topics;
import dev.lumen.server.api.Fields;
import dev.lumen.server.api.Json;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
 * @param modelParameters with what it is asked
 */
public record ProcessingSettings(
    int windowSize, CleaningSettings cleaning, ModelUse modelUse, ModelParameters modelParameters) {

  /** The largest window; a larger one that is not refused at the door is cut to it. */
  public static final int MAX_WINDOW = 100;

  private static final String NESTED = "processing_settings";

  private static final Map<String, CleaningLevel> LEVELS =
      named(CleaningLevel.values(), CleaningLevel::wireName);

  private static final Map<String, ModelUse> MODEL_USES =
      named(ModelUse.values(), ModelUse::wireName);

  private static <E> Map<String, E> named(E[] values, Function<E, String> name) {
    return Stream.of(values).collect(Collectors.toMap(name, Function.identity()));
  }

  /** Reports what a new conversation's metadata says of its processing that cannot be meant. */
  static void check(Fields metadata) {
    metadata
        .child(NESTED)
        .ifPresent(
            settings -> {
              settings.optionalInt("sliding_window_size", 0, MAX_WINDOW);
              settings.optionalChoice("default_cleaning_level", LEVELS);
              settings.optionalBoolean("skip_transcription_errors", true);
              checkParts(settings);
            });
    checkParts(metadata);
  }

  private static void checkParts(Fields at) {
    at.optionalChoice("model_cleaning", MODEL_USES);
    at.child("model_parameters").ifPresent(ModelParameters::of);
    at.child("performance_targets").ifPresent(PerformanceTargets::of);
    at.child("business_context").ifPresent(BusinessContext::of);
  }

  /** Reads the metadata of a conversation; what is missing or wrong has its default. */
  public static ProcessingSettings from(JsonNode metadata) {
    JsonNode nested = metadata.path(NESTED);
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
    @Nullable String domain = BusinessContext.from(metadata).domain();
    return new ProcessingSettings(
        Math.clamp(window, 0, MAX_WINDOW),
        new CleaningSettings(level, skip, domain == null ? null : Topics.domainNamed(domain)),
        modelUse,
        ModelParameters.of(part(metadata, "model_parameters")));
  }

  /** The fields of an object in the metadata, in either spelling; none where there is no object. */
  static Fields part(JsonNode metadata, String name) {
    return first(metadata.path(NESTED).path(name), metadata.path(name))
        .filter(ObjectNode.class::isInstance)
        .map(node -> Fields.of((ObjectNode) node))
        .orElseGet(() -> Fields.of(Json.mapper().createObjectNode()));
  }

  private static Optional<JsonNode> first(JsonNode preferred, JsonNode other) {
    if (!preferred.isMissingNode() && !preferred.isNull()) {
      return Optional.of(preferred);
    }
    return other.isMissingNode() || other.isNull() ? Optional.empty() : Optional.of(other);
  }
}
