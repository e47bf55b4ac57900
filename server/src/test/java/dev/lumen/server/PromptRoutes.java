package dev.lumen.server;

import dev.lumen.server.Api.Reply;
import dev.lumen.server.OpenApiTest.Called;
import java.util.List;
import java.util.Map;

/** Every route of what language models are asked, called once well and once badly. */
final class PromptRoutes {
  private static final String P = "/api/v1/prompt-engineering";
  private static final String ONE = P + "/templates/{template_id}";
  private static final String TEST = P + "/ab-tests/{test_id}";

  private PromptRoutes() {}

  static List<Called> call(Api api, String conversation, String turn) {
    String details = "/api/v1/conversations/{id}/turns/{turn_id}/";
    String path = "/api/v1/conversations/" + conversation + "/turns/" + turn;
    Reply listed = api.get(P + "/templates");
    String standard = listed.text("0.id");
    Reply created =
        api.post(P + "/templates", Map.of("name", "Documented", "template", "Turn: {raw_text}"));
    String one = P + "/templates/" + created.text("id");
    Reply changed = api.put(one, Map.of("description", "Another"));
    Map<String, Object> test =
        Map.of("name", "T", "template_a_id", standard, "template_b_id", created.text("id"));
    Reply begun = api.post(P + "/ab-tests", test);
    String tested = P + "/ab-tests/" + begun.text("test.id");
    return List.of(
        new Called("get", details + "model-details", api.get(path + "/model-details")),
        new Called("get", details + "gemini-details", api.get(path + "/gemini-details")),
        new Called("get", P + "/templates", listed),
        new Called("post", P + "/templates", created),
        new Called("post", P + "/templates", api.post(P + "/templates", Map.of("name", "x"))),
        new Called("get", ONE, api.get(one)),
        new Called("get", ONE, api.get(P + "/templates/" + turn)),
        new Called("put", ONE, changed),
        new Called("post", ONE + "/activate", api.post(one + "/activate")),
        new Called("post", ONE + "/render", api.post(one + "/render", Map.of("raw_text", "Hi"))),
        new Called(
            "post", ONE + "/simulate", api.post(one + "/simulate", Map.of("raw_text", "um hi"))),
        new Called("post", ONE + "/simulate", api.post(one + "/simulate", Map.of())),
        new Called("get", ONE + "/performance", api.get(one + "/performance")),
        new Called("get", P + "/default-template", api.get(P + "/default-template")),
        new Called(
            "get",
            P + "/turns/{turn_id}/prompt-analysis",
            api.get(P + "/turns/" + turn + "/prompt-analysis")),
        new Called("get", P + "/insights", api.get(P + "/insights?days=7")),
        new Called("get", P + "/ab-tests", api.get(P + "/ab-tests")),
        new Called("post", P + "/ab-tests", begun),
        new Called("post", P + "/ab-tests", api.post(P + "/ab-tests", test)),
        new Called("get", P + "/ab-tests/active", api.get(P + "/ab-tests/active")),
        new Called("get", TEST, api.get(tested)),
        new Called("post", TEST + "/end", api.post(tested + "/end")));
  }
}
