package dev.lumen.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Compares answers with the OpenAPI document, in both directions: an answer has all that the
 * document requires, and nothing that the document does not name.
 */
public final class OpenApiContract {
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private final ObjectNode document;
  private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

  /** Of the document the server ships with. */
  public OpenApiContract() {
    document = new OpenApi().document().deepCopy();
    forbidTheUnnamed(document.path("components").path("schemas"));
  }

  /**
   * Fails unless the document has this answer of this operation. {@code template} is the path as
   * documented.
   */
  public void check(String method, String template, int status, JsonNode body) {
    JsonNode operation = document.path("paths").path(template).path(method);
    assertThat(operation.isObject()).as("%s %s is documented", method, template).isTrue();
    JsonNode response = resolve(operation.path("responses").path(Integer.toString(status)));
    assertThat(response.isObject())
        .as("%d of %s %s is documented", status, method, template)
        .isTrue();
    JsonNode schema = response.path("content").path("application/json").path("schema");
    assertThat(schema.isObject()).as("%d of %s %s has a schema", status, method, template).isTrue();
    assertThat(schema(schema).validate(body.toString(), InputFormat.JSON))
        .as("%d of %s %s", status, method, template)
        .isEmpty();
  }

  /** Fails unless {@code body} is a {@code #/components/schemas/<name>}. */
  public void checkSchema(String name, JsonNode body) {
    ObjectNode reference = document.objectNode().put("$ref", "#/components/schemas/" + name);
    assertThat(schema(reference).validate(body.toString(), InputFormat.JSON)).as(name).isEmpty();
  }

  private Schema schema(JsonNode schema) {
    return schemas.computeIfAbsent(
        schema.toString(),
        text -> {
          ObjectNode whole = (ObjectNode) schema.deepCopy();
          whole.set("components", document.path("components"));
          return REGISTRY.getSchema(whole.toString(), InputFormat.JSON);
        });
  }

  private JsonNode resolve(JsonNode node) {
    String reference = node.path("$ref").asText();
    return reference.isEmpty() ? node : document.at(reference.substring(1));
  }

  private static void forbidTheUnnamed(JsonNode schema) {
    if (schema instanceof ObjectNode object
        && object.path("properties").isObject()
        && !object.has("additionalProperties")) {
      object.put("additionalProperties", false);
    }
    for (JsonNode child : schema) {
      forbidTheUnnamed(child);
    }
  }
}
