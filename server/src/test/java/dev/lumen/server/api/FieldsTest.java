package dev.lumen.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("X-16, VAL_002, VAL_003: fields are checked all at once")
class FieldsTest {
  private static final Map<String, Integer> PRIORITIES =
      Map.of("normal", 1, "1", 1, "high", 2, "2", 2, "identity", 9);

  private static Fields fields(String json) {
    return Body.parse(json.getBytes(StandardCharsets.UTF_8));
  }

  private static ApiException refusal(Fields fields) {
    ApiException refusal = catchThrowableOfType(ApiException.class, fields::check);
    assertThat(refusal).isNotNull();
    return refusal;
  }

  private static List<?> errors(Fields fields) {
    return (List<?>) refusal(fields).details().getOrDefault("errors", List.of());
  }

  @Test
  void every_faulty_field_is_named_in_one_refusal() {
    Fields fields = fields("{\"age\": \"old\", \"level\": \"loud\", \"metadata\": []}");
    fields.text("name", 255);
    fields.optionalInt("age", 0, 120, 0);
    fields.optionalChoice("level", PRIORITIES);
    assertThat(fields.object("metadata")).isEmpty();
    ApiException refusal = refusal(fields);
    assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_FIELD_VALUE);
    assertThat(refusal.httpStatus()).isEqualTo(422);
    assertThat(Json.text(refusal.details()))
        .contains(
            "\"field\":\"name\",\"code\":\"VAL_002\"",
            "\"field\":\"age\"",
            "\"field\":\"level\"",
            "\"field\":\"metadata\"")
        .doesNotContain("loud")
        .doesNotContain("old");
    assertThat(refusal.message()).doesNotContain("loud");
  }

  @Test
  void merely_absent_fields_are_VAL_002() {
    Fields fields = fields("{\"email\": null}");
    fields.text("email", 255);
    fields.text("password", 255);
    assertThat(refusal(fields).code()).isEqualTo(ErrorCode.MISSING_REQUIRED_FIELD);
    assertThat(errors(fields)).hasSize(2);
  }

  @Test
  void good_fields_come_back_exactly_as_sent() {
    Fields fields =
        fields(
            """
            {"raw_text": "  so, um … \\ud83d\\ude00 ", "description": "", "priority": "HIGH", "n": 3, "flag": true,
             "id": "550E8400-e29b-41d4-a716-446655440000", "metadata": {"a": [1, {"b": null}]}, "p": 2}
            """);
    assertThat(fields.text("raw_text", 100)).isEqualTo("  so, um … \uD83D\uDE00 ");
    assertThat(fields.optionalText("description", 10)).isEmpty();
    assertThat(fields.optionalText("absent", 10)).isNull();
    assertThat(fields.optionalChoice("priority", PRIORITIES)).isEqualTo(2);
    assertThat(fields.choice("p", PRIORITIES, 0)).isEqualTo(2);
    assertThat(fields.optionalInt("n", 1, 3, 0)).isEqualTo(3);
    assertThat(fields.optionalInt("absent", 1, 3, 7)).isEqualTo(7);
    assertThat(fields.optionalNumber("n", 0, 3.5, 0)).isEqualTo(3.0);
    assertThat(fields.optionalBoolean("flag", false)).isTrue();
    assertThat(fields.uuid("id"))
        .isEqualTo(UUID.fromString("550e8400-e29b-41d4-a716-446655440000"));
    assertThat(fields.object("metadata").map(JsonNode::toString))
        .contains("{\"a\":[1,{\"b\":null}]}");
    assertThat(fields.has("priority")).isTrue();
    assertThatCode(fields::check).doesNotThrowAnyException();
  }

  @Test
  void choices_are_read_the_same_in_every_locale() {
    assertThat(fields("{\"t\": \"IDENTITY\"}").optionalChoice("t", PRIORITIES)).isEqualTo(9);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"\"",
        "\"   \"",
        "\"\\n\\t\"",
        "7",
        "[]",
        "{}",
        "true",
        "\"abcdef\"",
        "\"a\\u0000b\"",
        "\"a\\ud800b\""
      })
  void text_must_be_text_that_can_be_stored(String value) {
    Fields fields = fields("{\"t\": " + value + "}");
    fields.text("t", 5);
    assertThat(errors(fields)).hasSize(1);
  }

  @Test
  void length_is_counted_in_code_points_as_the_database_counts() {
    Fields fields = fields("{\"t\": \"" + "\uD83D\uDE00".repeat(5) + "\"}");
    assertThat(fields.text("t", 5)).hasSize(10);
    assertThatCode(fields::check).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.5",
        "0",
        "101",
        "1e99",
        "1e-99",
        "-1",
        "\"5\"",
        "true",
        "1e400",
        "1E-999999999",
        "1e999999999"
      })
  void whole_numbers_must_be_whole_and_in_range(String value) {
    Fields fields = fields("{\"n\": " + value + "}");
    fields.optionalInt("n", 1, 100, 1);
    assertThat(errors(fields)).hasSize(1);
  }

  @Test
  void a_whole_number_may_be_written_with_a_fraction_of_zero() {
    assertThat(fields("{\"n\": 5.0}").optionalInt("n", 1, 100, 1)).isEqualTo(5);
    assertThat(fields("{\"n\": 0.5e1}").optionalInt("n", 1, 100, 1)).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":\"\\u0000\"}",
        "{\"\\u0000\":1}",
        "{\"a\":[[\"\\udc00\"]]}",
        "{\"a\":1e9999}",
        "{\"a\":1E-99999}",
        "\"text\"",
        "[1]"
      })
  void metadata_must_be_an_object_the_database_can_hold(String value) {
    Fields fields = fields("{\"metadata\": " + value + "}");
    assertThat(fields.object("metadata")).isEmpty();
    assertThat(errors(fields)).hasSize(1);
  }

  @Test
  void metadata_has_a_limit_in_bytes() {
    Fields fields = fields("{\"metadata\": {\"a\": \"" + "x".repeat(200) + "\"}}");
    assertThat(fields.object("metadata", 100)).isEmpty();
    assertThat(errors(fields)).hasSize(1);
  }

  @Test
  void faults_inside_arrays_and_objects_are_named_by_their_path() {
    Fields fields =
        fields("{\"turns\": [{\"raw_text\": \"a\"}, {\"raw_text\": 1}, 5], \"user\": {}}");
    fields.children("turns", 10).forEach(turn -> turn.text("raw_text", 10));
    fields.child("user").ifPresent(user -> user.text("email", 10));
    assertThat(Json.text(refusal(fields).details()))
        .contains("turns[1].raw_text", "turns[2]", "user.email")
        .doesNotContain("turns[0]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  ",
        "{",
        "[]",
        "null",
        "\"x\"",
        "{} {}",
        "{\"a\":NaN}",
        "{a:1}",
        "{'a':1}",
        "{\"a\":1,}"
      })
  @DisplayName("VAL_001: what is no JSON object is 400")
  void not_an_object(String body) {
    ApiException refusal = catchThrowableOfType(ApiException.class, () -> fields(body));
    assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_REQUEST_FORMAT);
    assertThat(refusal.httpStatus()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void what_goes_beyond_a_limit_is_told_which_limits_there_are(int kind) {
    String json =
        switch (kind) {
          case 0 -> "{\"a\":" + "[".repeat(65) + "]".repeat(65) + "}";
          case 1 -> "{\"a\":[" + "1,".repeat(100_000) + "1]}";
          case 2 -> "{\"" + "a".repeat(1_001) + "\":1}";
          default -> "{\"a\":" + "1".repeat(101) + "}";
        };
    ApiException refusal = catchThrowableOfType(ApiException.class, () -> fields(json));
    assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_REQUEST_FORMAT);
    assertThat(refusal.message()).startsWith("The body goes beyond a limit");
    assertThat(refusal.suggestedAction()).contains("64 deep", "100000 names", "1000", "100 char");
  }

  @Test
  void nesting_is_limited() {
    String deep = "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
    assertThat(catchThrowableOfType(ApiException.class, () -> fields(deep)).httpStatus())
        .isEqualTo(400);
  }

  @Test
  void a_refusal_of_bad_json_does_not_quote_it() {
    ApiException refusal =
        catchThrowableOfType(ApiException.class, () -> fields("{\"raw_text\": canary}"));
    assertThat(refusal.message()).contains("line 1").doesNotContain("canary");
    assertThat(refusal.getCause()).isNull();
  }

  @Test
  void uuids_have_36_characters() {
    assertThat(Paths.parse("1-1-1-1-1")).isEqualTo(Optional.empty());
    assertThat(Paths.parse("550e8400-e29b-41d4-a716-446655440000")).isPresent();
  }

  @Test
  void refusals_are_copied_not_changed() {
    ApiException first = ApiException.badRequest("No.");
    ApiException second =
        first.withRetryAfter(Duration.ofSeconds(2)).withDetails(Map.of("a", 1)).withStatus(409);
    assertThat(first.retryAfter()).isEmpty();
    assertThat(first.details()).isEmpty();
    assertThat(second.httpStatus()).isEqualTo(409);
    assertThat(second.retryAfter()).contains(Duration.ofSeconds(2));
    assertThat(second.details()).containsEntry("a", 1);
  }
}
