package dev.lumen.server.turn;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lumen.server.Api;
import dev.lumen.server.RunningServer;
import dev.lumen.server.api.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A turn is stored the same alone and in one statement with others")
class TogetherOrAloneTest {
  private static final String PATH = "/api/v1/conversations";

  /** A turn as a transcript in JSON has it. */
  private record Said(String speaker, String text) {}

  private static final List<Said> TALK =
      List.of(
          new Said("Lumen", "So you are with Quick Fit Windows, in \"Leeds\"?"),
          new Said("User", "um I'm the vector of marketing at quick fit windows"),
          new Said("User", "Πού είναι the the invoice for twenty five dollars"),
          new Said(
              "Lumen", "The budget, the pricing {a,b} and the contract\\renewal: which first?"),
          new Said(
              "User",
              "we get most calls from seo no wait from ppc i i mean about fifty leads per month"),
          new Said("User", "mhm"));

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
  void theSame() {
    String alone = api.newConversation("Talk");
    TALK.forEach(
        turn -> assertThat(api.say(alone, turn.speaker(), turn.text()).status()).isEqualTo(200));
    List<JsonNode> oneByOne = turns(alone);
    List<JsonNode> together = turns(imported());
    assertThat(together).hasSize(TALK.size()).isEqualTo(oneByOne);
    assertThat(together.get(4).at("/metadata/active_contexts")).hasSizeGreaterThan(1);
  }

  private static String imported() {
    Api.Reply reply =
        api.post(
            PATH + "/import", Map.of("name", "Talk", "format", "json", "content", Json.text(TALK)));
    assertThat(reply.status()).isEqualTo(200);
    return reply.text("conversation.id");
  }

  /** Without what differs from turn to turn or tells how it came in. */
  private static List<JsonNode> turns(String conversation) {
    List<JsonNode> turns = new ArrayList<>();
    for (JsonNode turn : api.get(PATH + "/" + conversation + "/turns").at("turns")) {
      ObjectNode kept = turn.deepCopy();
      kept.remove(List.of("turn_id", "id", "conversation_id", "created_at", "updated_at"));
      kept.remove(List.of("timestamp", "processed_at", "processing_time_ms"));
      kept.withObject("metadata").remove(List.of("processing_time_ms", "timing_breakdown"));
      kept.withObject("metadata").remove("source");
      turns.add(kept);
    }
    return turns;
  }
}
