package dev.lumen.server.trace;

import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.sdk.trace.IdGenerator;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Ids that follow from the turn where it is one's request, and random ones elsewhere. */
final class TurnIds implements IdGenerator {
  private static final ThreadLocal<@Nullable UUID> REQUEST = new ThreadLocal<>();

  private final IdGenerator random = IdGenerator.random();

  /** Does something while new spans are the request of a turn, or of none in particular. */
  <T> T during(@Nullable UUID turn, Supplier<T> work) {
    REQUEST.set(turn);
    try {
      return work.get();
    } finally {
      REQUEST.remove();
    }
  }

  static String trace(UUID turn) {
    return TraceId.fromLongs(turn.getMostSignificantBits(), turn.getLeastSignificantBits());
  }

  static String request(UUID turn) {
    return SpanId.fromLong(turn.getLeastSignificantBits());
  }

  @Override
  public String generateSpanId() {
    @Nullable UUID turn = REQUEST.get();
    return turn == null ? random.generateSpanId() : request(turn);
  }

  @Override
  public String generateTraceId() {
    @Nullable UUID turn = REQUEST.get();
    return turn == null ? random.generateTraceId() : trace(turn);
  }
}
