package dev.lumen.server.performance;

import dev.lumen.server.api.ApiException;
import dev.lumen.server.api.LoadShedder;
import dev.lumen.server.conversation.ConversationAccess;
import dev.lumen.server.database.Replica;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code GET /metrics} for Prometheus, with the token or API key of an administrator: how busy a
 * server is, is nobody else's business.
 */
public final class MetricsResource implements HttpService {
  /** Where it is registered. */
  public static final String PATH = "/metrics";

  private final ConversationAccess access;
  private final Monitor monitor;
  private final Optional<Replica> replica;
  private final LoadShedder shedder;

  public MetricsResource(
      ConversationAccess access, Monitor monitor, Optional<Replica> replica, LoadShedder shedder) {
    this.access = access;
    this.monitor = monitor;
    this.replica = replica;
    this.shedder = shedder;
  }

  @Override
  public void routing(HttpRules rules) {
    rules.get("/", this::metrics);
  }

  private void metrics(ServerRequest request, ServerResponse response) {
    if (!access.mayOperate(access.caller(request, response))) {
      throw ApiException.forbidden("Only an administrator may read the server's metrics.");
    }
    response.headers().set(HeaderNames.CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8");
    response.send(
        PrometheusText.of(
                monitor.measurements(),
                monitor.alerts(),
                monitor.remedies(),
                monitor.workers().getAsInt())
            + requests()
            + replica.map(it -> ReplicaText.of(it.figures())).orElse(""));
  }

  private String requests() {
    StringBuilder text = new StringBuilder(512);
    PrometheusText.gauge(
        text,
        "lumen_requests_in_hand",
        "HTTP requests that are being answered, those that stay open on purpose left out.",
        shedder.inHand());
    PrometheusText.gauge(
        text,
        "lumen_requests_in_hand_most",
        "How many of them are let in; further ones are refused with 503.",
        shedder.most());
    PrometheusText.head(
        text,
        "lumen_requests_refused_total",
        "counter",
        "HTTP requests refused because too many were in hand.");
    return text.append(
            String.format(Locale.ROOT, "lumen_requests_refused_total %d\n", shedder.refused()))
        .toString();
  }
}
