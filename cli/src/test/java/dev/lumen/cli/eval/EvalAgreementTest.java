package dev.lumen.cli.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lumen.cleaner.Confidence;
import dev.lumen.cleaner.Correction;
import dev.lumen.cleaner.Span;
import dev.lumen.cli.Door;
import dev.lumen.server.api.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("./lumen eval measures what the reference scorer measures")
class EvalAgreementTest {
  private static final double THIRD_DECIMAL = 0.0005;
  @TempDir Path folder;

  private static List<JsonNode> lines(String name) {
    return Stream.of(text(name).split("\n", -1))
        .filter(line -> !line.isBlank())
        .map(Json::tree)
        .toList();
  }

  private static String text(String name) {
    try (InputStream in = EvalAgreementTest.class.getResourceAsStream("/eval/" + name)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static TurnScore.Output output(JsonNode json) {
    List<Correction> corrections = new ArrayList<>();
    for (JsonNode it : json.path("corrections")) {
      JsonNode position = it.path("position");
      corrections.add(
          new Correction(
              it.path("original").asText(),
              it.path("corrected").asText(),
              Confidence.valueOf(it.path("confidence").asText()),
              "",
              "test",
              new Span(position.path("start").asInt(), position.path("end").asInt()),
              true,
              0));
    }
    return new TurnScore.Output(json.path("cleaned_text").asText(), corrections);
  }

  /** The expected figures were computed by the reference scorer on the same rows and outputs. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "asr_correction",
        "disfluency",
        "itn_nemo",
        "itn_business",
        "punct_case",
        "do_no_harm",
        "confusable"
      })
  void everyFigureAgreesToTheThirdDecimal(String set) {
    List<JsonNode> rows = lines(set + ".jsonl");
    SetScore score =
        SetScore.of(
            SetKind.of(rows.getFirst()),
            rows.stream().map(EvalRow::of).toList(),
            lines(set + ".out.jsonl").stream().map(EvalAgreementTest::output).toList());
    JsonNode expected = Json.tree(text("expected.json")).path(set);
    assertThat(score.kind().wireName()).isEqualTo(set);
    assertThat(score.slices().keySet())
        .containsExactlyInAnyOrderElementsOf(
            expected.properties().stream().map(Map.Entry::getKey).toList());
    score
        .slices()
        .forEach(
            (slice, metrics) -> {
              JsonNode wanted = expected.path(slice);
              assertThat(metrics.keySet())
                  .as(slice)
                  .containsExactlyInAnyOrderElementsOf(
                      wanted.properties().stream().map(Map.Entry::getKey).toList());
              metrics.forEach(
                  (name, figure) ->
                      assertThat(figure)
                          .as(set + " " + slice + " " + name)
                          .isCloseTo(wanted.path(name).asDouble(), within(THIRD_DECIMAL)));
            });
  }

  @Test
  @DisplayName("A second run shows the figures of the first beside its own; failures on request")
  void againstThePreviousRun() throws IOException {
    Path set = Files.writeString(folder.resolve("calls.dev.jsonl"), text("asr_correction.jsonl"));
    Path figures = folder.resolve("figures.json");
    Door first = Door.run("", "eval", set.toString(), "--json", figures.toString());
    assertThat(first.exitCode()).isZero();
    assertThat(first.out()).contains("== calls / asr_correction (6 turns)", "wer_after");
    assertThat(Json.tree(Files.readString(figures)).at("/calls/slices/all/metrics/turns").asInt())
        .isEqualTo(5);
    Door second =
        Door.run("", "eval", set.toString(), "--json", figures.toString(), "--failures", "2");
    assertThat(second.out()).contains("before", "change", "+0.0000");
  }

  @Test
  @DisplayName("What is no set is told of, and the others are still measured")
  void whatIsNoSet() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken.jsonl"), "{\"id\":1}\n");
    Path good = Files.writeString(folder.resolve("good.jsonl"), text("itn_nemo.jsonl"));
    Door door = Door.run("", "eval", broken.toString(), "nowhere.jsonl", good.toString());
    assertThat(door.exitCode()).isEqualTo(1);
    assertThat(door.err()).contains("line 1 has no id", "there is no such file");
    assertThat(door.out()).contains("itn_exact");
    assertThat(Door.run("", "eval").exitCode()).isEqualTo(2);
  }
}
