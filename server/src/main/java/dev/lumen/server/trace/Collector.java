package dev.lumen.server.trace;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;

/** Sends spans, and tells once that they are not taken and once that they are again. */
final class Collector implements SpanExporter {
  private static final System.Logger LOG = System.getLogger(Collector.class.getName());

  private final SpanExporter exporter;
  private final AtomicBoolean away = new AtomicBoolean();

  Collector(SpanExporter exporter) {
    this.exporter = exporter;
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    CompletableResultCode result = exporter.export(spans);
    return result.whenComplete(() -> tell(!result.isSuccess()));
  }

  private void tell(boolean refused) {
    if (away.getAndSet(refused) != refused) {
      // The address may hold a secret, so it is not named.
      LOG.log(
          refused ? System.Logger.Level.WARNING : System.Logger.Level.INFO,
          refused
              ? "The collector of LUMEN_OTLP_ENDPOINT does not take traces; they are dropped until it does."
              : "The collector of LUMEN_OTLP_ENDPOINT takes traces again.");
    }
  }

  @Override
  public CompletableResultCode flush() {
    return exporter.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return exporter.shutdown();
  }
}
