package dev.lumen.server.review;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lumen.server.Api;
import dev.lumen.server.Api.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A turn that somebody reviews through the doors that clients use. */
final class ReviewedTurn {
  private final Api api;
  private final String conversation;
  private final String path;

  ReviewedTurn(Api api, String conversation, String text) {
    this.api = api;
    this.conversation = "/api/v1/conversations/" + conversation;
    this.path = this.conversation + "/turns/" + api.say(conversation, "User", text).text("turn_id");
  }

  Reply now() {
    return api.get(path);
  }

  String text() {
    return now().text("cleaned_text");
  }

  ReviewedTurn edit(String text) {
    Reply edited = api.put(path + "/cleaned-text", Map.of("cleaned_text", text));
    assertThat(edited.status()).as(edited.response().body()).isEqualTo(200);
    assertThat(edited.text("cleaned_text")).isEqualTo(text);
    return this;
  }

  ReviewedTurn decide(String correction, String decision) {
    return decide(correction, Map.of("decision", decision));
  }

  ReviewedTurn modify(String correction, String text) {
    return decide(correction, Map.of("decision", "modify", "corrected", text));
  }

  private ReviewedTurn decide(String correction, Map<String, ?> body) {
    Reply decided = api.post(path + "/corrections/" + correction + "/decision", body);
    assertThat(decided.status()).as(decided.response().body()).isEqualTo(200);
    return this;
  }

  /** The id of its first correction with a rule that starts so. */
  String id(String rule) {
    for (JsonNode correction : now().at("metadata.corrections")) {
      if (correction.path("rule").asText().startsWith(rule)) {
        return correction.path("id").asText();
      }
    }
    throw new AssertionError("no " + rule + " in " + now().at("metadata.corrections"));
  }

  ReviewedTurn undoAll() {
    for (JsonNode correction : now().at("metadata.corrections")) {
      decide(correction.path("id").asText(), "undo");
    }
    return this;
  }

  /** Its corrections as {@code original > corrected, rule, state}. */
  List<String> corrections() {
    List<String> all = new ArrayList<>();
    for (JsonNode it : now().at("metadata.corrections")) {
      all.add(
          "%s > %s, %s, %s"
              .formatted(
                  it.path("original").asText(),
                  it.path("corrected").asText(),
                  it.path("rule").asText(),
                  it.path("state").asText()));
    }
    return all;
  }

  /** A figure of its conversation. */
  JsonNode figure(String name) {
    return api.get(conversation + "/analytics").at(name);
  }

  /** The names that its conversation knows. */
  List<String> names() {
    return api.get(conversation + "/vocabulary").at("terms").findValuesAsText("term");
  }
}
