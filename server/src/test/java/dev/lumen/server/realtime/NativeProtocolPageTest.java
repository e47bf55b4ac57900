package dev.lumen.server.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("docs/protocol/native.md says what the server does")
class NativeProtocolPageTest {
  private static final Path PAGE = Path.of("..", "docs", "protocol", "native.md");
  private static final String FIRST = "aed2cb4d-1dd9-4c2d-a3c5-0ab9fa443787";
  private static final String SECOND = "c39eda3f-078b-4100-93d6-207a9783b7a9";
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void the_table_of_close_codes_is_the_servers() throws IOException {
    List<String> expected =
        Stream.of(CloseReason.values())
            .map(
                reason ->
                    row(
                        reason.code(),
                        reason.name(),
                        reason.reconnect().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        reason.meaning()))
            .toList();

    assertThat(rowsAfter("| code | name |")).isEqualTo(expected);
  }

  @Test
  void close_reasons_fit_into_a_close_frame() {
    assertThat(CloseReason.values()).allMatch(reason -> reason.meaning().length() <= 123);
  }

  @Test
  void the_table_of_error_codes_is_the_servers() throws IOException {
    List<String> expected =
        Stream.of(SocketFault.values())
            .map(fault -> row("`" + fault.code() + "`", fault.meaning()))
            .toList();

    assertThat(rowsAfter("| code | meaning |")).isEqualTo(expected);
  }

  @Test
  @DisplayName("V-01 to V-09, V-12: the table of events names every type and whether it is kept")
  void the_table_of_events_names_every_type() throws IOException {
    List<String> expected =
        Stream.of(EventType.values())
            .map(type -> "| `" + type.wireName() + "` | " + (type.durable() ? "yes" : "no"))
            .toList();

    assertThat(rowsAfter("| type | kept |"))
        .extracting(row -> row.substring(0, row.indexOf(" |", row.indexOf("` |") + 3)))
        .isEqualTo(expected);
  }

  @Test
  void the_recorded_session_is_how_it_goes() throws IOException {
    try (RealtimeServer server = new RealtimeServer()) {
      UUID first = server.conversation();
      UUID second = server.conversation();
      List<String> lines = session();
      List<EventDraft> recorded = recordedEvents(lines);
      server.write(first, List.of(new EventDraft("turn:processed", "{}"), recorded.get(0)));
      SocketClient client = server.connect(first, "?after=1");
      for (String line : lines) {
        String text = line.substring(2);
        switch (line.charAt(0)) {
          case '→' ->
              client.send(text.replace("TOKEN", "valid").replace(SECOND, second.toString()));
          case '←' -> assertSameShape(client.next(), text, first, second);
          default -> happens(text, server, first, second, recorded.get(1));
        }
      }
    }
  }

  private static List<EventDraft> recordedEvents(List<String> lines) throws IOException {
    List<EventDraft> events = new ArrayList<>();
    for (String line : lines) {
      if (line.startsWith("← ") && JSON.readTree(line.substring(2)).has("seq")) {
        JsonNode frame = JSON.readTree(line.substring(2));
        events.add(new EventDraft(frame.path("type").asText(), frame.path("payload").toString()));
      }
    }
    return events;
  }

  private static void happens(
      String what, RealtimeServer server, UUID first, UUID second, EventDraft turn) {
    switch (what) {
      case "somebody says something" -> server.write(first, List.of(turn));
      case "another turn waits" ->
          server.hub.publishEphemeral(
              first,
              "queue:position",
              "{\"conversation_id\":\"" + first + "\",\"position\":1,\"estimated_wait_ms\":40}");
      case "the second conversation is deleted" ->
          server.psql("DELETE FROM conversations WHERE id = '" + second + "'");
      default -> throw new AssertionError("The test does not know how to do: " + what);
    }
  }

  /** Equal but for times, ids and the epoch, which differ each time. */
  private static void assertSameShape(JsonNode real, String recorded, UUID first, UUID second)
      throws IOException {
    assertThat(masked(real.toString(), first.toString(), second.toString()))
        .isEqualTo(masked(JSON.readTree(recorded).toString(), FIRST, SECOND));
  }

  private static String masked(String frame, String first, String second) {
    return frame
        .replace(first, "FIRST")
        .replace(second, "SECOND")
        .replace(FIRST, "FIRST")
        .replaceAll("\"timestamp\":\\d+", "\"timestamp\":0")
        .replaceAll("\"server_time\":\"[^\"]+\"", "\"server_time\":\"T\"")
        .replaceAll("\"epoch\":\"[^\"]+\"", "\"epoch\":\"E\"");
  }

  private static List<String> session() throws IOException {
    String page = Files.readString(PAGE);
    String block = page.substring(page.indexOf("```session\n") + 11);
    return List.of(block.substring(0, block.indexOf("```")).strip().split("\n"));
  }

  private static List<String> rowsAfter(String header) throws IOException {
    List<String> lines = Files.readAllLines(PAGE);
    int start =
        lines.indexOf(lines.stream().filter(l -> l.startsWith(header)).findFirst().orElse(""));
    return lines.stream().skip(start + 2L).takeWhile(line -> line.startsWith("|")).toList();
  }

  private static String row(Object... cells) {
    return "| " + String.join(" | ", Arrays.stream(cells).map(String::valueOf).toList()) + " |";
  }
}
