package dev.lumen.server.turn;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lumen.server.Api;
import dev.lumen.server.Api.Reply;
import dev.lumen.server.RunningServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Whole transcripts over HTTP")
class TranscriptApiTest {
  private static final String PATH = "/api/v1/conversations";
  private static final Map<String, String> PLAIN = Map.of("content-type", "text/plain");
  private static RunningServer server;
  private static Api api;

  @BeforeAll
  static void start() {
    server = RunningServer.inDevelopment();
    api = server.api();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  @DisplayName(
      "Parser (2.1): the opening without a label is kept; tags and noise are taken out and told")
  void parses() {
    String text =
        """
        ##VT_WARM## Hey… it's Lumen here.

        User

        Yes – I can hear you. <noise>

        AI

        Great....
        """;
    Reply reply = api.post(PATH + "/parse-transcript", Map.of("raw_transcript", text));
    assertThat(reply.status()).isEqualTo(200);
    JsonNode turns = reply.at("parsed_turns");
    assertThat(turns)
        .extracting(turn -> turn.path("speaker").asText())
        .containsExactly("Lumen", "User", "Lumen");
    assertThat(turns.get(0).path("raw_text").asText()).isEqualTo("Hey… it's Lumen here.");
    assertThat(turns.get(0).path("vt_tags").get(0).asText()).isEqualTo("##VT_WARM##");
    assertThat(turns.get(0).path("has_foreign_text").asBoolean()).isFalse();
    assertThat(turns.get(1).path("has_noise").asBoolean()).isTrue();
    assertThat(turns.get(1).path("has_foreign_text").asBoolean()).isFalse();
    assertThat(turns.get(2).path("raw_text").asText()).isEqualTo("Great...");
    assertThat(turns.get(2).path("original_speaker_label").asText()).isEqualTo("AI");
    assertThat(reply.at("stats.total_turns").asInt()).isEqualTo(3);
    assertThat(reply.at("stats.turns_with_noise").asInt()).isEqualTo(1);
    assertThat(reply.at("stats.vt_tag_counts").size()).isEqualTo(1);
  }

  @Test
  @DisplayName("C-12: an imported transcript is cleaned in order, in one go")
  void imports() {
    String text =
        "AI\n\nSo you are with Quick Fit Windows?\n\nUser\n\nI'm the vector of marketing at quick fit windows\n";
    Reply reply = api.send("POST", PATH + "/import?name=Sales", text, PLAIN);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.text("conversation.name")).isEqualTo("Sales");
    assertThat(reply.at("turns_imported").asInt()).isEqualTo(2);
    String id = reply.text("conversation.id");
    JsonNode turns = api.get(PATH + "/" + id + "/turns").at("turns");
    assertThat(turns.get(1).path("cleaned_text").asText())
        .contains("Director of Marketing at Quick Fit Windows");
    assertThat(turns.get(1).path("metadata").path("source").path("line").asInt()).isEqualTo(5);
  }

  @Test
  @DisplayName("md, json, srt and vtt are told apart and read")
  void readsEveryFormat() {
    Map<String, String> texts =
        Map.of(
            "call.md", "**User:** hello there\n\n**Lumen:** Hi.\n",
            "call.json",
                "[{\"speaker\":\"User\",\"text\":\"hello there\"},{\"speaker\":\"AI\",\"text\":\"Hi.\"}]",
            "call.srt",
                "1\n00:00:01,000 --> 00:00:02,000\nUser: hello there\n\n2\n00:00:03,000 --> 00:00:04,000\nLumen: Hi.\n",
            "call.vtt",
                "WEBVTT\n\n00:01.000 --> 00:02.000\n<v User>hello there\n\n00:03.000 --> 00:04.000\n<v Lumen>Hi.\n");
    texts.forEach(
        (filename, text) -> {
          Reply reply = api.send("POST", PATH + "/import?filename=" + filename, text, PLAIN);
          assertThat(reply.status()).as(filename).isEqualTo(200);
          assertThat(reply.at("turns_imported").asInt()).as(filename).isEqualTo(2);
          JsonNode turns =
              api.get(PATH + "/" + reply.text("conversation.id") + "/turns").at("turns");
          assertThat(turns.get(0).path("raw_text").asText()).as(filename).isEqualTo("hello there");
          assertThat(turns.get(1).path("cleaned_text").asText()).as(filename).isEqualTo("Hi.");
        });
  }

  @Test
  @DisplayName("What cannot be read names its line, and nothing is stored")
  void namesTheLine() {
    int before = api.get(PATH).at("total").asInt();
    Reply broken =
        api.send(
            "POST", PATH + "/import?format=srt", "1\n00:00:01,000 -> nonsense\nhello\n", PLAIN);
    assertThat(broken.status()).isEqualTo(422);
    assertThat(broken.at("error.details.line").asInt()).isEqualTo(2);
    assertThat(broken.text("error.message")).contains("line 2", "Put one above the caption");
    assertThat(broken.text("recovery.suggested_action")).contains("import it again");
    Reply empty = api.send("POST", PATH + "/import", "\n\n", PLAIN);
    assertThat(empty.status()).isEqualTo(422);
    assertThat(api.get(PATH).at("total").asInt()).isEqualTo(before);
  }

  @Test
  @DisplayName("X-21: the server's own list of turns comes back to the letter, labels and all")
  void readsItsOwnList() {
    String id = api.newConversation("Round trip");
    api.say(id, "AI", "Hello:\nUser: fake  label\n\n##VT_WARM## second paragraph....");
    api.say(id, "customer", "um  two spaces <noise>\nand a line");
    Reply list = api.get(PATH + "/" + id + "/turns?transcripts=false");
    Reply imported =
        api.post(PATH + "/import", Map.of("content", list.response().body(), "format", "json"));
    assertThat(imported.status()).isEqualTo(200);
    JsonNode back = api.get(PATH + "/" + imported.text("conversation.id") + "/turns").at("turns");
    for (String field : List.of("speaker", "raw_text", "cleaned_text")) {
      assertThat(back.findValuesAsText(field)).isEqualTo(list.at("turns").findValuesAsText(field));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "User: a\0b",
        "U\0x: ab\nUser: hello\nU\0x: again",
        "WEBVTT\n\n00:01.000 --> 00:02.500\n<v User>um \0 hello</v>\n",
        "[{\"speaker\":\"User\",\"text\":\"a\\u0000b\"}]",
        "[{\"speaker\":\"U\\u0000x\",\"text\":\"ab\"}]",
        "[{\"speaker\":\"User\",\"text\":\"a\\ud800b\"}]"
      })
  @DisplayName("VAL_003: NUL and half of a surrogate pair are refused, wherever they stand")
  void unstorable(String text) {
    int before = api.get(PATH).at("total").asInt();
    Reply plain = api.send("POST", PATH + "/import", text, PLAIN);
    Reply json = api.post(PATH + "/import", Map.of("content", text));
    Reply parsed = api.post(PATH + "/parse-transcript", Map.of("raw_transcript", text));
    for (Reply reply : List.of(plain, json, parsed)) {
      assertThat(reply.status()).isEqualTo(422);
      assertThat(reply.text("error.code")).isEqualTo("VAL_003");
    }
    assertThat(plain.at("error.details.line").asInt()).isPositive();
    assertThat(api.get(PATH).at("total").asInt()).isEqualTo(before);
  }

  @Test
  @DisplayName(
      "H-04: a blank name is none: the file's stands for it, or what every import is called")
  void blankNames() {
    assertThat(named("?name=%20")).isEqualTo("Imported transcript");
    assertThat(named("?name=&filename=call.txt")).isEqualTo("call.txt");
    assertThat(named("?name=%20&filename=%20")).isEqualTo("Imported transcript");
    assertThat(named("?name=Sales&filename=call.txt")).isEqualTo("Sales");
  }

  private static String named(String query) {
    return api.send("POST", PATH + "/import" + query, "User: hi\n", PLAIN)
        .text("conversation.name");
  }

  @Test
  @DisplayName("A thousand turns come in at once; one more is refused with the line it begins on")
  void boundsTheNumberOfTurns() {
    String thousand = "User: so what do you think about it\nLumen: Go on.\n".repeat(500);
    Reply reply = api.send("POST", PATH + "/import", thousand, PLAIN);
    assertThat(reply.at("turns_imported").asInt()).isEqualTo(1000);
    Reply tooMany = api.send("POST", PATH + "/import", thousand + "User: one more\n", PLAIN);
    assertThat(tooMany.status()).isEqualTo(422);
    assertThat(tooMany.at("error.details.line").asInt()).isEqualTo(1001);
  }

  @Test
  @DisplayName("More than 10 MB is refused as too large")
  void boundsTheSize() {
    Reply reply = api.send("POST", PATH + "/import", "User: " + "a ".repeat(5_300_000), PLAIN);
    assertThat(reply.status()).isIn(413, 422);
  }
}
