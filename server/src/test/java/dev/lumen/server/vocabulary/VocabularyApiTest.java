package dev.lumen.server.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lumen.server.Api;
import dev.lumen.server.Api.Reply;
import dev.lumen.server.RunningServer;
import dev.lumen.server.api.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Vocabularies")
class VocabularyApiTest {
  private static final String C = "/api/v1/conversations/";
  private static final String V = "/api/v1/vocabulary";
  private static RunningServer server;

  @BeforeAll
  static void start() {
    server = RunningServer.secured();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String said(Api api, String conversation, String text) {
    return api.say(conversation, "User", text).text("cleaned_text");
  }

  @Test
  @DisplayName("C-05: a term of the account is used at once, also in a conversation that runs")
  void usedAtOnce() {
    Api api = server.asUser("one@example.org");
    String call = api.newConversation("Call");
    assertThat(said(api, call, "We use cast rover daily")).isEqualTo("We use cast rover daily");
    Reply term = api.post(V, Map.of("term", "Kestrova", "sounds_like", List.of("cast rover")));
    assertThat(term.status()).as(term.response().body()).isEqualTo(200);
    assertThat(said(api, call, "We use cast rover daily")).isEqualTo("We use Kestrova daily");
    api.put(V + "/" + term.text("id"), Map.of("term", "vector of", "never_change", true));
    assertThat(said(api, call, "I'm the vector of marketing")).startsWith("I'm the vector of");
    api.delete(V + "/" + term.text("id"));
    assertThat(said(api, call, "I'm the vector of marketing"))
        .isEqualTo("I'm the Director of Marketing");
  }

  @Test
  @DisplayName("D-09: a vocabulary is its owner's, and that of a conversation holds there alone")
  void scopes() {
    Api api = server.asUser("two@example.org");
    Api stranger = server.asUser("three@example.org");
    String call = api.newConversation("Call");
    String other = api.newConversation("Another");
    api.post(
        C + call + "/vocabulary", Map.of("term", "Kestrova", "sounds_like", List.of("cast rover")));
    assertThat(said(api, call, "So cast rover it is")).isEqualTo("So Kestrova it is");
    assertThat(said(api, other, "So cast rover it is")).isEqualTo("So cast rover it is");
    assertThat(api.get(V).at("total").asInt()).isZero();
    assertThat(api.get(C + call + "/vocabulary").at("total").asInt()).isOne();
    assertThat(stranger.get(C + call + "/vocabulary").status()).isEqualTo(404);
    api.post(V, Map.of("term", "Mine"));
    assertThat(stranger.get(V).at("total").asInt()).isZero();
    String id = api.get(V).text("terms.0.id");
    assertThat(stranger.delete(V + "/" + id).status()).isEqualTo(404);
  }

  @Test
  @DisplayName("A term cannot be changed into another that is there: 409, and nothing is changed")
  void taken() {
    Api api = server.asUser("taken@example.org");
    api.post(V, Map.of("term", "Kestrova"));
    String id = api.post(V, Map.of("term", "Quick Fit")).text("id");
    Reply refused = api.put(V + "/" + id, Map.of("term", "KESTROVA"));
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("error.code")).isEqualTo("VAL_003");
    assertThat(refused.text("recovery.suggested_action")).doesNotContain("details.errors");
    assertThat(api.put(V + "/" + id, Map.of("term", "QUICK FIT")).text("term"))
        .isEqualTo("QUICK FIT");
  }

  @Test
  @DisplayName("Lists as text and CSV; what cannot be taken is told by its line")
  void imports() {
    Api api = server.asUser("four@example.org");
    Reply text =
        api.send(
            "POST",
            V + "/import",
            "# our words\nKestrova = cast rover, kestrel over\n\n!vector of\n= nothing\n",
            Map.of("content-type", "text/plain"));
    assertThat(text.at("added").asInt()).isEqualTo(2);
    assertThat(text.at("problems.0.line").asInt()).isEqualTo(5);
    Reply csv =
        api.send(
            "POST",
            V + "/import",
            "never_change,term,sounds_like\nno,\"Belltower, Inc.\",bell tower; bell towers\nno,kestrova,\nyes,hat of,\n",
            Map.of("content-type", "text/csv"));
    assertThat(csv.at("added").asInt()).isEqualTo(2);
    assertThat(csv.at("updated").asInt()).isEqualTo(1);
    JsonNode terms = api.get(V).at("terms");
    assertThat(terms.findValuesAsText("term"))
        .containsExactly("Belltower, Inc.", "hat of", "kestrova", "vector of");
    assertThat(terms.get(0).path("sounds_like")).hasSize(2);
    assertThat(terms.get(1).path("never_change").asBoolean()).isTrue();
  }

  @Test
  @DisplayName("The line of a problem is that of the file, behind empty lines and texts of several")
  void linesOfCsv() {
    Reply csv =
        server
            .asUser("lines@example.org")
            .send(
                "POST",
                "/api/v1/vocabulary/import",
                "term,sounds_like\nKestrova,kestrel\n\n\n,x\nMirelle,\"two\nlines\"\n,y",
                Map.of("content-type", "text/csv"));
    assertThat(csv.at("added").asInt()).isEqualTo(2);
    assertThat(csv.at("problems").findValuesAsText("line")).containsExactly("5", "8");
  }

  @Test
  @DisplayName("Columns that a spreadsheet has separated by semicolons are columns, not one term")
  void semicolons() {
    Api api = server.asUser("semicolons@example.org");
    Reply csv =
        api.send(
            "POST",
            V + "/import",
            "\uFEFFSounds_like;Term\r\n\"kestrel over;cast rover\";Kestrova\r\n;Mirelle",
            Map.of("content-type", "text/csv"));
    assertThat(csv.at("added").asInt()).isEqualTo(2);
    assertThat(api.get(V).at("terms.0.term").asText()).isEqualTo("Kestrova");
    assertThat(api.get(V).at("terms.0.sounds_like").toString())
        .isEqualTo("[\"kestrel over\",\"cast rover\"]");
    assertThat(api.get(V).at("terms.1.term").asText()).isEqualTo("Mirelle");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Kestrova;cast rover|kestrel over;no\nMirelle;;\n\"Belltower, Inc.\";;\n",
        "Kestrova\tcast rover;kestrel over\tno\nMirelle\nBelltower, Inc.\n",
        "term\tsounds_like\nKestrova\tcast rover|kestrel over\nMirelle\t\nBelltower, Inc.\t\n",
        "Kestrova,cast rover;kestrel over,no\nMirelle\n\"Belltower, Inc.\"\n"
      })
  @DisplayName("Columns are read without a heading too, whatever a spreadsheet puts between them")
  void columnsWithoutHeading(String text) {
    Api api = server.asUser("columns" + text.hashCode() + "@example.org");
    Reply csv = api.send("POST", V + "/import", text, Map.of("content-type", "text/csv"));
    assertThat(csv.at("added").asInt()).isEqualTo(3);
    assertThat(api.get(V).at("terms").findValuesAsText("term"))
        .containsExactly("Belltower, Inc.", "Kestrova", "Mirelle");
    assertThat(api.get(V).at("terms.1.sounds_like").toString())
        .isEqualTo("[\"cast rover\",\"kestrel over\"]");
  }

  @Test
  @DisplayName("A term is one term, whichever way its accents are encoded")
  void accents() {
    Api api = server.asUser("accents@example.org");
    String id = api.post(V, Map.of("term", "Zo\u00eb")).text("id");
    Reply again = api.post(V, Map.of("term", "Zoe\u0308", "sounds_like", List.of("Cafe\u0301")));
    assertThat(again.text("id")).isEqualTo(id);
    assertThat(again.text("term")).isEqualTo("Zo\u00eb");
    assertThat(again.text("sounds_like.0")).isEqualTo("Caf\u00e9");
    assertThat(api.get(V).at("total").asInt()).isEqualTo(1);
  }

  @Test
  @DisplayName("Lengths are counted in characters: what was added one by one comes back as a list")
  void lengthsInCharacters() {
    Api api = server.asUser("characters@example.org");
    String term = "🚀".repeat(150);
    assertThat(api.post("/api/v1/vocabulary", Map.of("term", term)).status()).isEqualTo(200);
    Reply again =
        api.send(
            "POST",
            "/api/v1/vocabulary/import",
            api.get("/api/v1/vocabulary").response().body(),
            Map.of("content-type", "application/json"));
    assertThat(again.at("updated").asInt()).isEqualTo(1);
    assertThat(again.at("problems").isEmpty()).isTrue();
  }

  @Test
  @DisplayName("A list as JSON, the server's own or by hand, is read and not taken for a term")
  void importsJson() {
    Api from = server.asUser("six@example.org");
    from.post(V, Map.of("term", "Kestrova", "sounds_like", List.of("cast rover")));
    from.post(V, Map.of("term", "vector of", "never_change", true));
    Api api = server.asUser("seven@example.org");
    assertThat(json(api, Json.text(from.get(V).json())).at("added").asInt()).isEqualTo(2);
    JsonNode terms = api.get(V).at("terms");
    assertThat(terms.findValuesAsText("term")).containsExactly("Kestrova", "vector of");
    assertThat(terms.get(0).path("sounds_like").get(0).asText()).isEqualTo("cast rover");
    assertThat(terms.get(1).path("never_change").asBoolean()).isTrue();
    Reply mixed =
        json(api, "[\"Belltower\", {\"term\": \"Kestrova\"}, 17, {\"term\": \"a\\u0000b\"}]");
    assertThat(mixed.at("added").asInt()).isEqualTo(1);
    assertThat(mixed.at("updated").asInt()).isEqualTo(1);
    assertThat(mixed.at("problems").findValuesAsText("line")).containsExactly("3", "4");
    assertThat(json(api, "{\"words\": []}").status()).isEqualTo(400);
    assertThat(json(api, "[").status()).isEqualTo(400);
  }

  private static Reply json(Api api, String body) {
    return api.send("POST", V + "/import", body, Map.of("content-type", "application/json"));
  }

  @Test
  @DisplayName("What is rejected twice is left alone from then on, and undoing takes that back")
  void rejectedTwice() {
    Api api = server.asUser("five@example.org");
    String call = api.newConversation("Call");
    String first = reject(api, call);
    assertThat(api.get(V).at("terms.0.active").asBoolean()).isFalse();
    assertThat(said(api, call, "I'm the vector of sales")).contains("Director of");
    reject(api, call);
    assertThat(api.get(V).text("terms.0.source")).isEqualTo("learnt");
    assertThat(api.get(V).at("terms.0.never_change").asBoolean()).isTrue();
    assertThat(said(api, call, "I'm the vector of sales")).contains("vector of");
    decide(api, call, first, "undo");
    assertThat(said(api, call, "I'm the vector of sales")).contains("Director of");
  }

  private static String reject(Api api, String call) {
    String turn = api.say(call, "User", "I'm the vector of marketing").text("turn_id");
    decide(api, call, turn, "reject");
    return turn;
  }

  private static void decide(Api api, String call, String turn, String decision) {
    assertThat(
            api.post(
                    C + call + "/turns/" + turn + "/corrections/8-17/decision",
                    Map.of("decision", decision))
                .status())
        .isEqualTo(200);
  }

  @Test
  @DisplayName("A name that a person has written is known in its conversation")
  void writtenNamesAreKnown() {
    Api api = server.asUser("six@example.org");
    String call = api.newConversation("Call");
    String turn = api.say(call, "User", "I work for cast rover systems").text("turn_id");
    api.put(
        C + call + "/turns/" + turn + "/cleaned-text",
        Map.of("cleaned_text", "I work for Kestrova Systems"));
    assertThat(api.get(C + call + "/vocabulary").text("terms.0.term"))
        .isEqualTo("Kestrova Systems");
    assertThat(said(api, call, "yes kestrover systems it is")).contains("Kestrova Systems");
  }
}
