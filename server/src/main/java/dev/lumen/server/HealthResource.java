package dev.lumen.server;

import dev.lumen.server.api.Responses;
import dev.lumen.server.database.Replica;
import dev.lumen.server.database.Storage;
import dev.lumen.server.feed.ChangeFeed;
import dev.lumen.server.model.GuardedModel;
import dev.lumen.server.model.ModelException;
import dev.lumen.server.model.ModelState;
import dev.lumen.server.model.Provider;
import dev.lumen.server.queue.Workers;
import dev.lumen.server.realtime.RealtimeHub;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /health}: whether everything that a turn needs is there; {@code /health/live}: whether
 * the process should go on; {@code /health/ready}: whether requests should come here. They need no
 * token.
 */
final class HealthResource implements HttpService {
  private final Parts parts;
  private final Instant started;

  /** What is asked for its health. */
  record Parts(
      DatabaseProbe probe,
      Optional<Replica> replica,
      ChangeFeed feed,
      Workers workers,
      RealtimeHub hub,
      Readiness readiness,
      Optional<GuardedModel> model,
      String environment,
      InstantSource clock) {}

  HealthResource(Parts parts) {
    this.parts = parts;
    this.started = parts.clock().instant();
  }

  @Override
  public void routing(HttpRules rules) {
    rules.get("/", this::health).get("/live", this::live).get("/ready", this::ready);
  }

  /**
   * The answer.
   *
   * @param status healthy, or degraded: it answers, but turns are not stored, not cleaned or not
   *     delivered
   * @param database connected or unreachable
   * @param storage writable; full, read_only or failing: what was said can be read, and nothing new
   *     be kept
   * @param replica following, behind, away or unfit: the standby for heavy reads, which the server
   *     does without; not_configured
   * @param feed connected or reconnecting: whether committed changes reach the sockets
   * @param workers how many take turns from the queue
   * @param subscribers open subscriptions on this node
   * @param geminiApi how the language model has answered lately if it is one of Gemini's, else
   *     not_configured
   * @param languageModel the model that is configured, whoever runs it; null for none
   * @param supabase not_configured: nothing is stored outside this server
   */
  record Health(
      String status,
      String database,
      String storage,
      String replica,
      String feed,
      int workers,
      int subscribers,
      String geminiApi,
      @Nullable Model languageModel,
      String supabase,
      String version,
      String environment,
      long uptimeSeconds,
      Instant timestamp) {}

  /**
   * A language model. It is not asked for this: what is known is what the last call came to.
   *
   * @param name provider and model
   * @param state not_asked, answering, failing or resting
   * @param lastFailure how the last call failed, null when it did not
   */
  record Model(String name, String state, @Nullable String lastFailure) {
    static Model of(GuardedModel model) {
      ModelState state = model.state();
      ModelException.Kind failure = state.lastFailure();
      return new Model(
          model.name(),
          state.condition().wireName(),
          failure == null ? null : failure.name().toLowerCase(Locale.ROOT));
    }
  }

  /**
   * The answer of {@code /health/live} and {@code /health/ready}.
   *
   * @param status alive; ready or not_ready
   * @param obstacles why it is not ready: stopping, database_unreachable, feed_reconnecting,
   *     no_workers
   */
  record Probe(String status, List<String> obstacles) {}

  /** That it answers is the answer: a server whose database is away must not be killed for it. */
  private void live(ServerRequest request, ServerResponse response) {
    Responses.ok(response, new Probe("alive", List.of()));
  }

  private void ready(ServerRequest request, ServerResponse response) {
    List<String> obstacles = parts.readiness().obstacles();
    boolean ready = obstacles.isEmpty();
    Responses.status(
        response, ready ? 200 : 503, new Probe(ready ? "ready" : "not_ready", obstacles));
  }

  private void health(ServerRequest request, ServerResponse response) {
    boolean database = parts.probe().answers();
    Storage.State storage = parts.probe().storage();
    boolean feed = parts.feed().connected();
    int workers = parts.workers().count();
    Instant now = parts.clock().instant();
    Health health =
        new Health(
            database && storage == Storage.State.WRITABLE && feed && workers > 0
                ? "healthy"
                : "degraded",
            database ? "connected" : "unreachable",
            storage.wireName(),
            parts.replica().map(it -> it.state().wireName()).orElse("not_configured"),
            feed ? "connected" : "reconnecting",
            workers,
            parts.hub().statistics().subscribers(),
            parts
                .model()
                .filter(model -> model.provider() == Provider.GEMINI)
                .map(model -> model.state().condition().wireName())
                .orElse("not_configured"),
            parts.model().map(Model::of).orElse(null),
            "not_configured",
            Version.CURRENT,
            parts.environment(),
            Duration.between(started, now).toSeconds(),
            now);
    Responses.status(response, database ? 200 : 503, health);
  }
}
