package dev.lumen.server.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lumen.server.Api;
import dev.lumen.server.Api.Reply;
import dev.lumen.server.RunningServer;
import dev.lumen.server.conversation.SearchSnippet.Part;
import dev.lumen.server.database.Actor;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("H-05: conversations are searched, sorted and changed")
class ConversationSearchTest {
  private static final String PATH = "/api/v1/conversations";
  private static RunningServer server;
  private static Api ada;
  private static Api bob;
  private static String windows;
  private static String bakery;

  @BeforeAll
  static void start() {
    server = RunningServer.secured();
    ada = server.asUser("ada@example.com");
    bob = server.asUser("bob@example.com");
    windows = ada.newConversation("Windows call");
    ada.say(windows, "Lumen", "Am I speaking with the Director of Marketing at Quick Fit Windows?");
    ada.say(windows, "User", "yes we have seventy five employees in the workshop");
    ada.say(windows, "User", "the workshop is busy");
    bakery = ada.newConversation("Bakery call");
    ada.say(bakery, "Lumen", "How many loaves leave the oven every morning?");
    String other = bob.newConversation("Somebody else");
    bob.say(other, "Lumen", "The workshop of another owner.");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static List<String> names(Api api, String query) {
    Reply reply = api.get(PATH + "?" + query);
    assertThat(reply.status()).as(query).isEqualTo(200);
    List<String> names =
        StreamSupport.stream(reply.at("conversations").spliterator(), false)
            .map(one -> one.path("name").asText())
            .toList();
    assertThat(reply.at("total").asInt()).isEqualTo(names.size());
    return names;
  }

  private static List<String> search(String words) {
    return names(ada, "sort=name&q=" + URLEncoder.encode(words, StandardCharsets.UTF_8));
  }

  @Test
  void finds_words_of_raw_and_of_cleaned_text_by_their_beginning_in_any_case() {
    assertThat(search("seventy")).containsExactly("Windows call");
    assertThat(search("75 EMPLOY")).containsExactly("Windows call");
    assertThat(search("loav")).containsExactly("Bakery call");
    assertThat(search("call")).containsExactly("Bakery call", "Windows call");
    assertThat(search("loaves workshop")).isEmpty();
  }

  @Test
  void takes_a_long_text_without_blanks_and_finds_what_stands_beside_it() {
    Api carla = server.asUser("carla@example.com");
    String id = carla.newConversation("Strange call");
    String said = "a_".repeat(30_000) + " quokka";
    assertThat(carla.say(id, "User", said).status()).isEqualTo(200);
    assertThat(names(carla, "q=strange")).containsExactly("Strange call");
  }

  @Test
  void knows_phrases_and_what_must_be_absent() {
    assertThat(search("\"director of marketing\"")).containsExactly("Windows call");
    assertThat(search("\"marketing director\"")).isEmpty();
    assertThat(search("\"windows call\"")).containsExactly("Windows call");
    assertThat(search("call -bakery")).containsExactly("Windows call");
  }

  @Test
  void finds_words_of_several_turns_and_shows_the_first_that_has_one() {
    assertThat(search("director busy")).containsExactly("Windows call");
    JsonNode hit = ada.get(PATH + "?q=busy%20director").at("matches.0");
    assertThat(hit.path("seq").asInt()).isEqualTo(1);
    assertThat(hit.path("turns").asInt()).isEqualTo(2);
    assertThat(search("oven or director")).containsExactly("Bakery call", "Windows call");
    assertThat(search("oven or director -busy")).containsExactly("Bakery call");
    assertThat(search("director -busy")).isEmpty();
    assertThat(search("-workshop")).containsExactly("Bakery call");
    assertThat(search("\"director busy\"")).isEmpty();
    assertThat(search("d")).isEmpty();
    assertThat(search("call ".repeat(20) + "unheard")).hasSize(2);
  }

  @Test
  void forgets_words_that_are_gone_and_follows_a_new_name() {
    String id = bob.newConversation("Gone tomorrow");
    String second = bob.say(id, "Lumen", "The zeppelin lands in Friedrichshafen.").text("turn_id");
    bob.say(id, "Lumen", "Friedrichshafen is quiet.");
    assertThat(names(bob, "q=zeppelin")).containsExactly("Gone tomorrow");
    server
        .database()
        .database()
        .write(
            new Actor.Service(),
            handle -> handle.execute("DELETE FROM turns WHERE id = ?::uuid", second));
    assertThat(names(bob, "q=zeppelin")).isEmpty();
    assertThat(names(bob, "q=friedrichshafen")).containsExactly("Gone tomorrow");
    bob.patch(PATH + "/" + id, Map.of("name", "Here today"));
    assertThat(names(bob, "q=tomorrow")).isEmpty();
    assertThat(names(bob, "q=today%20quiet")).containsExactly("Here today");
    bob.delete(PATH + "/" + id);
    assertThat(names(bob, "q=quiet")).isEmpty();
    assertThat(words("quiet")).isZero();
  }

  @Test
  @DisplayName("D-09: words of somebody else are neither read nor counted")
  void policy_stands_before_the_words() {
    List<UUID> seen =
        server
            .database()
            .database()
            .read(
                new Actor.User(UUID.randomUUID()),
                handle ->
                    handle
                        .createQuery("SELECT conversation_id FROM conversation_words")
                        .mapTo(UUID.class)
                        .list());
    assertThat(seen).isEmpty();
    List<String> plan =
        server
            .database()
            .database()
            .read(
                new Actor.User(UUID.randomUUID()),
                handle -> {
                  handle.execute("SET LOCAL enable_seqscan = off");
                  return handle
                      .createQuery(
                          "EXPLAIN SELECT conversation_id FROM conversation_words"
                              + " WHERE word >= 'a' AND word <= 'b'")
                      .mapTo(String.class)
                      .list();
                });
    assertThat(String.join("\n", plan))
        .containsPattern("Index Cond: \\(\\(user_id = ANY .* AND \\(word >= 'a'");
  }

  private static int words(String word) {
    return server
        .database()
        .database()
        .read(
            new Actor.Service(),
            handle ->
                handle
                    .createQuery("SELECT count(*) FROM conversation_words WHERE word = ?")
                    .bind(0, word)
                    .mapTo(Integer.class)
                    .one());
  }

  @Test
  void any_text_is_a_search_and_none_an_error() {
    for (String words :
        List.of(
            "'",
            "''; --",
            ":*",
            "(",
            "a & b | !",
            "\"",
            "\\",
            "ş İ ı",
            "😀",
            "it's",
            "a_b%c\\d/e",
            "x@y.z",
            "!a <-> b",
            "or or or",
            "-\"a b\"",
            "\\'")) {
      assertThat(search(words)).as(words).isInstanceOf(List.class);
    }
    assertThat(ada.get(PATH + "?q=" + "x".repeat(201)).status()).isEqualTo(422);
  }

  @Test
  void shows_the_first_turn_that_has_the_words_and_where_in_it_they_are() {
    JsonNode hit = ada.get(PATH + "?q=worksh").at("matches.0");
    assertThat(hit.path("conversation_id").asText()).isEqualTo(windows);
    assertThat(hit.path("turns").asInt()).isEqualTo(2);
    assertThat(hit.path("seq").asInt()).isEqualTo(2);
    List<String> found =
        StreamSupport.stream(hit.path("snippet").spliterator(), false)
            .filter(part -> part.path("found").asBoolean())
            .map(part -> part.path("text").asText())
            .toList();
    assertThat(found).containsExactly("workshop");
    assertThat(ada.get(PATH + "?q=bakery").at("matches")).isEmpty();
  }

  @Test
  void never_finds_what_belongs_to_somebody_else() {
    assertThat(search("owner")).isEmpty();
    assertThat(names(bob, "q=workshop")).containsExactly("Somebody else");
  }

  @Test
  void sorts_by_name_by_turns_and_by_age() {
    assertThat(names(ada, "sort=name")).containsExactly("Bakery call", "Windows call");
    assertThat(names(ada, "sort=name&order=desc")).containsExactly("Windows call", "Bakery call");
    assertThat(names(ada, "sort=turns")).containsExactly("Windows call", "Bakery call");
    assertThat(names(ada, "sort=created&order=asc")).containsExactly("Windows call", "Bakery call");
    assertThat(ada.get(PATH + "?sort=colour").status()).isEqualTo(422);
  }

  @Test
  @DisplayName("X-05: archiving is a status; whoever follows the conversation hears of it")
  void changes() {
    String id = bob.newConversation("To be renamed");
    Reply changed =
        bob.patch(
            PATH + "/" + id, Map.of("name", "Renamed", "description", "d", "status", "archived"));
    assertThat(changed.text("name")).isEqualTo("Renamed");
    assertThat(changed.text("status")).isEqualTo("archived");
    assertThat(bob.patch(PATH + "/" + id, Map.of("status", "active")).text("description"))
        .isEqualTo("d");
    assertThat(names(bob, "status=archived")).isEmpty();
    assertThat(bob.patch(PATH + "/" + id, Map.of("name", " ")).status()).isEqualTo(422);
    assertThat(bob.patch(PATH + "/" + id, Map.of("status", "deleted")).status()).isEqualTo(422);
    assertThat(ada.patch(PATH + "/" + id, Map.of("name", "Mine")).status()).isEqualTo(404);
    bob.post(PATH + "/" + id + "/pause");
    assertThat(bob.patch(PATH + "/" + id, Map.of("status", "archived")).status()).isEqualTo(409);
  }

  @Test
  void turns_come_once_when_asked_so() {
    Reply lean = ada.get(PATH + "/" + windows + "/turns?transcripts=false&limit=2&offset=1");
    assertThat(lean.at("turns")).hasSize(2);
    assertThat(lean.at("raw_transcript")).isEmpty();
    assertThat(lean.at("cleaned_transcript")).isEmpty();
  }

  private static String marked(Api api, String words) {
    StringBuilder text = new StringBuilder();
    api.get(PATH + "?q=" + URLEncoder.encode(words, StandardCharsets.UTF_8))
        .at("matches.0.snippet")
        .forEach(
            part -> {
              String stretch = part.path("text").asText();
              text.append(part.path("found").asBoolean() ? "[" + stretch + "]" : stretch);
            });
    return text.toString();
  }

  private static List<String> found(Api api, String words) {
    return names(api, "sort=name&q=" + URLEncoder.encode(words, StandardCharsets.UTF_8));
  }

  @Test
  @DisplayName("H-05: words are found whatever their accents, their case and how they are encoded")
  void folds_accents() {
    Api eva = server.asUser("eva@example.com");
    String id = eva.newConversation("Müller & Söhne");
    eva.say(
        id, "Lumen", "Das Cafe\u0301 in der Hauptstraße gehört Zoë Łukasiewicz und Ёлка Ångström.");
    for (String words :
        List.of(
            "muller",
            "MÜLLER",
            "mu\u0308ller",
            "sohne",
            "cafe",
            "CAFÉ",
            "hauptstrasse",
            "hauptstr",
            "gehort",
            "zoe lukasiewicz",
            "елка",
            "angstro",
            "\"cafe in der\"",
            "“café in der”")) {
      assertThat(found(eva, words)).as(words).containsExactly("Müller & Söhne");
    }
    assertThat(found(eva, "mueller")).isEmpty();
    assertThat(marked(eva, "hauptstrasse"))
        .isEqualTo("Das Cafe\u0301 in der [Hauptstraße] gehört Zoë Łukasiewicz und Ёлка Ångström.");
    assertThat(marked(eva, "cafe angstr")).contains("Das [Cafe\u0301] in", "[Ångström].");
    eva.patch(PATH + "/" + id, Map.of("name", "Ärzte"));
    assertThat(found(eva, "muller")).isEmpty();
    eva.newConversation("Bank");
    eva.newConversation("Zoo");
    assertThat(names(eva, "sort=name")).containsExactly("Ärzte", "Bank", "Zoo");
  }

  @Test
  @DisplayName("H-05: words are found in sentences of scripts that have no blanks between them")
  void finds_words_between_letters() {
    Api yuki = server.asUser("yuki@example.com");
    String id = yuki.newConversation("会議");
    yuki.say(id, "Lumen", "明日の会議は3時からExcel表を見ます。");
    yuki.say(id, "Lumen", "สวัสดีครับยินดีต้อนรับ");
    for (String words :
        List.of("会議", "会議は", "明日　表", "excel", "EXCEL表", "見ます", "สวัสดี", "ยินดี", "ＥＸＣＥＬ")) {
      assertThat(found(yuki, words)).as(words).containsExactly("会議");
    }
    yuki.newConversation("東京出張");
    assertThat(found(yuki, "出張")).containsExactly("東京出張");
    assertThat(found(yuki, "議会")).isEmpty();
    assertThat(found(yuki, "会議 -明日")).isEmpty();
    assertThat(marked(yuki, "明日の会議")).isEqualTo("[明日の会議]は3時からExcel表を見ます。");
    assertThat(marked(yuki, "ยินดี")).contains("[ยินดี]");
  }

  @Test
  @DisplayName("H-05: a part of a number or of a word with hyphens is found, and the whole of it")
  void finds_what_hyphens_part() {
    Api lee = server.asUser("lee@example.com");
    lee.say(lee.newConversation("Parts"), "Lumen", "Order 0117-4432 of 2026-12-01 for Jean-Luc.");
    for (String words :
        List.of(
            "4432",
            "0117",
            "0117-4432",
            "2026-12-01",
            "luc",
            "jean-luc",
            "\"order 0117-4432 of\"")) {
      assertThat(found(lee, words)).as(words).containsExactly("Parts");
    }
    assertThat(marked(lee, "0117-4432")).isEqualTo("Order [0117-4432] of 2026-12-01 for Jean-Luc.");
    assertThat(found(lee, "order -luc")).isEmpty();
    assertThat(found(lee, "order -4433")).containsExactly("Parts");
  }

  @Test
  @DisplayName("H-05: what only the raw text has is shown in the raw text")
  void shows_the_text_that_has_the_words() {
    assertThat(marked(ada, "seventy"))
        .isEqualTo("yes we have [seventy] five employees in the workshop");
    assertThat(marked(ada, "75")).contains("[75] employees");
  }

  @Test
  void a_snippet_is_the_part_around_what_was_found() {
    String long_ = "word ".repeat(100) + "Zebra 👩‍💻 " + "tail ".repeat(100);
    List<Part> parts = SearchSnippet.of(long_, "", List.of(List.of("zebra")));
    assertThat(parts).hasSize(3).contains(new Part("Zebra", true));
    assertThat(parts.stream().mapToInt(it -> it.text().length()).sum()).isLessThan(240);
    assertThat(SearchSnippet.of("", "", List.of(List.of("x")))).isEmpty();
    assertThat(SearchSnippet.of("no such word", "", List.of(List.of("x"))))
        .containsExactly(new Part("no such word", false));
    assertThat(SearchSnippet.of("a an a", "", List.of(List.of("a"))))
        .containsExactly(new Part("a", true), new Part(" an ", false), new Part("a", true));
  }
}
