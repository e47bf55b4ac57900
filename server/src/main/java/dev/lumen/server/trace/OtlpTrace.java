package dev.lumen.server.trace;

import dev.lumen.server.measure.TurnTrace;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SdkTracerProviderBuilder;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Makes spans of stages and sends them in batches. A turn's id is the id of its trace and names the
 * span of its request, so that stages on other threads and nodes belong to it without anything
 * being passed on. What cannot be sent in time is dropped; no turn waits for it.
 */
public final class OtlpTrace implements TurnTrace {
  private static final String PATH = "/v1/traces";
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final AttributeKey<String> TURN = AttributeKey.stringKey("lumen.turn_id");
  private static final AttributeKey<String> SERVICE = AttributeKey.stringKey("service.name");
  private static final AttributeKey<String> VERSION = AttributeKey.stringKey("service.version");

  private final TurnIds ids = new TurnIds();
  private final SdkTracerProvider provider;
  private final Tracer tracer;

  private OtlpTrace(SdkTracerProviderBuilder builder) {
    this.provider = builder.setIdGenerator(ids).build();
    this.tracer = provider.get("dev.lumen");
  }

  /**
   * Sends to a collector.
   *
   * @param endpoint as {@code http://localhost:4318}, to which {@code /v1/traces} is added
   * @param version of this program
   */
  public static OtlpTrace to(URI endpoint, String version) {
    String base = endpoint.toString().replaceFirst("/+$", "");
    OtlpHttpSpanExporter exporter =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(base.endsWith(PATH) ? base : base + PATH)
            .setTimeout(PATIENCE)
            .build();
    return new OtlpTrace(
        SdkTracerProvider.builder()
            .setResource(Resource.create(Attributes.of(SERVICE, "lumen", VERSION, version)))
            .addSpanProcessor(
                BatchSpanProcessor.builder(new Collector(exporter))
                    .setScheduleDelay(PAUSE)
                    .build()));
  }

  @Override
  public void ended(UUID turn, Stage stage, Instant end, long nanos) {
    boolean root = stage == Stage.REQUEST;
    SpanBuilder builder =
        tracer
            .spanBuilder(stage.label())
            .setSpanKind(root ? SpanKind.SERVER : SpanKind.INTERNAL)
            .setStartTimestamp(end.minusNanos(nanos))
            .setAttribute(TURN, turn.toString());
    if (root) {
      builder.setNoParent();
    } else {
      builder.setParent(Context.root().with(Span.wrap(requestOf(turn))));
    }
    ids.during(root ? turn : null, builder::startSpan).end(end);
  }

  private static SpanContext requestOf(UUID turn) {
    return SpanContext.createFromRemoteParent(
        TurnIds.trace(turn),
        TurnIds.request(turn),
        TraceFlags.getSampled(),
        TraceState.getDefault());
  }

  @Override
  public void close() {
    provider.shutdown().join(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }
}
