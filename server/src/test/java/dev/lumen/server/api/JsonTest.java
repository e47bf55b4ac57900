package dev.lumen.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonTest {
  private record Row(
      UUID turnId, Instant createdAt, @Nullable BigDecimal processingTimeMs, Kind kind) {}

  private enum Kind {
    HIGH
  }

  private static Row row(String instant) {
    return new Row(new UUID(1, 2), Instant.parse(instant), null, Kind.HIGH);
  }

  @Test
  void names_are_snake_case_and_instants_have_exactly_six_digits() {
    assertThat(Json.text(row("2026-01-31T10:00:00.1Z")))
        .isEqualTo(
            "{\"turn_id\":\"00000000-0000-0001-0000-000000000002\","
                + "\"created_at\":\"2026-01-31T10:00:00.100000Z\",\"processing_time_ms\":null,\"kind\":\"HIGH\"}");
    assertThat(Json.instant(Instant.parse("2026-01-31T10:00:00Z")))
        .isEqualTo("2026-01-31T10:00:00.000000Z");
    assertThat(Json.instant(Instant.parse("2026-01-31T23:59:59.999999999Z")))
        .isEqualTo("2026-01-31T23:59:59.999999Z");
  }

  @Test
  void what_is_written_is_read_back() {
    Row row = row("2026-01-31T10:00:00.123456Z");
    assertThat(Json.read(Json.bytes(row), Row.class)).isEqualTo(row);
    String other =
        Json.text(row)
            .replace("10:00:00.123456Z", "12:00:00.123456+02:00")
            .replace("}", ",\"new\":1}");
    assertThat(Json.read(other, Row.class)).isEqualTo(row);
  }

  @Test
  void unreadable_json_is_not_quoted() {
    assertThatThrownBy(() -> Json.read("{\"turn_id\": canary}", Row.class))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageNotContaining("canary");
    assertThatThrownBy(() -> Json.read("{\"created_at\": \"canary\"}", Row.class))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageNotContaining("canary");
  }
}
