package dev.lumen.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lumen.server.api.HttpFixture.Answer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@DisplayName("H-22: the documentation")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DocumentationTest {
  private static final Pattern ADDRESS = Pattern.compile("(?:href|src)=\"([^\"]+)\"");

  private final OpenApi openApi = new OpenApi();
  private final HttpFixture http =
      new HttpFixture(
          Origins.of(Set.of()), routing -> routing.register(new Documentation(openApi)));

  @AfterAll
  void stop() {
    http.close();
  }

  @Test
  void the_page_and_all_it_loads_come_from_the_server() {
    Answer page = http.get("/docs");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Content-Type")).startsWith("text/html");
    assertThat(page.header("Content-Security-Policy")).contains("script-src 'self';");
    assertThat(page.raw().body()).doesNotContain("http:", "https:", "//");
    Matcher address = ADDRESS.matcher(page.raw().body());
    List<String> loaded = new ArrayList<>();
    while (address.find()) {
      loaded.add(address.group(1));
      assertThat(http.get(address.group(1)).status()).as(address.group(1)).isEqualTo(200);
    }
    assertThat(loaded)
        .contains("/docs/swagger-ui-bundle.js", "/docs/start.js", "/docs/swagger-ui.css");
    assertThat(http.get("/docs/start.js").raw().body())
        .contains("/openapi.json", "validatorUrl: null");
    assertThat(http.get("/docs/").status()).isEqualTo(301);
  }

  @Test
  void files_are_not_sent_twice() {
    Answer first = http.get("/docs/swagger-ui.css");
    assertThat(first.header("Content-Type")).startsWith("text/css");
    Answer again =
        http.send(
            http.request("/docs/swagger-ui.css").header("If-None-Match", first.header("ETag")));
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.raw().body()).isEmpty();
  }

  @Test
  void nothing_else_is_served() {
    assertThat(http.get("/docs/index.html").status()).isEqualTo(404);
    assertThat(http.get("/docs/..%2fopenapi.yaml").status()).isEqualTo(404);
    assertThat(http.get("/docs/swagger-ui.js").status()).isEqualTo(404);
  }

  @Test
  void the_document_is_there_in_both_forms() {
    Answer json = http.get("/openapi.json");
    assertThat(json.json().path("openapi").asText()).isEqualTo("3.1.0");
    assertThat(http.get("/openapi.yaml").raw().body()).startsWith("openapi: 3.1.0");
    // As text: the two readers hold a number such as 12.5 in different types.
    assertThat(json.json().toString()).isEqualTo(openApi.document().toString());
  }

  @Test
  @DisplayName("1.7: the document names exactly the codes there are")
  void error_codes() {
    List<String> documented = new ArrayList<>();
    openApi
        .document()
        .at("/components/schemas/ErrorCode/enum")
        .forEach(code -> documented.add(code.asText()));
    assertThat(documented)
        .containsExactlyElementsOf(
            Arrays.stream(ErrorCode.values())
                .map(ErrorCode::code)
                .sorted(byDocumentOrder())
                .toList());
  }

  private static java.util.Comparator<String> byDocumentOrder() {
    List<String> groups = List.of("AUTH", "VAL", "PROC", "SYS");
    return java.util.Comparator.<String>comparingInt(
            code -> groups.indexOf(code.substring(0, code.indexOf('_'))))
        .thenComparing(code -> code);
  }

  @Test
  void every_reference_of_the_document_leads_somewhere() {
    List<String> references = new ArrayList<>();
    collect(openApi.document(), references);
    assertThat(references).isNotEmpty();
    for (String reference : references) {
      assertThat(openApi.document().at(reference.substring(1)).isMissingNode())
          .as(reference)
          .isFalse();
    }
  }

  private static void collect(JsonNode node, List<String> references) {
    if (node.path("$ref").isTextual()) {
      references.add(node.path("$ref").asText());
    }
    node.forEach(child -> collect(child, references));
  }

  @Test
  void every_operation_has_an_id_of_its_own_and_a_summary() {
    Set<String> ids = new java.util.HashSet<>();
    openApi
        .document()
        .path("paths")
        .forEach(
            path ->
                path.forEach(
                    operation -> {
                      if (operation.isArray()) {
                        return; // what all operations of the path share
                      }
                      assertThat(operation.path("summary").asText()).isNotEmpty();
                      assertThat(ids.add(operation.path("operationId").asText()))
                          .as(operation.path("operationId").asText())
                          .isTrue();
                    }));
    assertThat(ids).isNotEmpty();
  }
}
