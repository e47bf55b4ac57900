package dev.lumen.cli.eval;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A turn with its reference. The cleaner sees {@code conversation}, {@code speaker}, {@code
 * rawText} and {@code sharedContext} alone.
 */
record EvalRow(Origin origin, Said said, Expected expected) {

  /**
   * Where a turn comes from.
   *
   * @param id of the turn
   * @param sourceId of the same turn in another set, or empty
   * @param conversation one call by one recogniser
   * @param call the call, or empty
   * @param asr the recogniser
   */
  record Origin(String id, String sourceId, String conversation, String call, String asr) {}

  /** What the cleaner may read. */
  record Said(String speaker, String rawText, @Nullable String sharedContext) {}

  /**
   * What the scorer goes by.
   *
   * @param reference as professionals wrote it
   * @param scored whether the turn counts
   * @param group its class or category, or empty
   * @param targets what is looked for in it
   * @param entities the names in it
   * @param contextKeys words of names that stand in the shared context
   */
  record Expected(
      String reference,
      boolean scored,
      String group,
      List<Target> targets,
      List<Entity> entities,
      Set<String> contextKeys) {}

  /** A number or a word that is to be written so. */
  record Target(String type, String text) {}

  /** A name: its kind, its words, and those of them that stand in the shared context. */
  record Entity(String type, List<String> key, Set<String> inContext) {}

  static EvalRow of(JsonNode json) {
    String call = json.path("call").asText();
    Origin origin =
        new Origin(
            json.path("id").asText(),
            json.path("source_id").asText(),
            json.path("conversation").asText(),
            call.isEmpty() ? json.path("conversation").asText() : call,
            json.path("asr").asText());
    JsonNode context = json.path("shared_context");
    Said said =
        new Said(
            json.path("speaker").asText("User"),
            json.path("raw_text").asText(),
            context.isTextual() && !context.asText().isEmpty() ? context.asText() : null);
    Expected expected =
        new Expected(
            json.path("reference_text").asText(),
            json.path("scored").asBoolean(true),
            json.path("class").asText(json.path("category").asText()),
            targets(json.path("targets")),
            entities(json.path("entities")),
            new HashSet<>(texts(json.path("ctx_keys"))));
    return new EvalRow(origin, said, expected);
  }

  private static List<Target> targets(JsonNode json) {
    List<Target> targets = new ArrayList<>();
    json.forEach(
        it ->
            targets.add(
                new Target(
                    it.path("type").asText(), it.path("text").asText(it.path("right").asText()))));
    return targets;
  }

  private static List<Entity> entities(JsonNode json) {
    List<Entity> entities = new ArrayList<>();
    json.forEach(
        it ->
            entities.add(
                new Entity(
                    it.path("type").asText(),
                    texts(it.path("key")),
                    new HashSet<>(texts(it.path("ctx"))))));
    return entities;
  }

  private static List<String> texts(JsonNode json) {
    List<String> texts = new ArrayList<>();
    json.forEach(it -> texts.add(it.asText()));
    return texts;
  }
}
