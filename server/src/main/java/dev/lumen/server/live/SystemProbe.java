package dev.lumen.server.live;

import dev.lumen.server.database.Actor;
import dev.lumen.server.database.Database;
import dev.lumen.server.database.DatabaseException;
import dev.lumen.server.model.GuardedModel;
import dev.lumen.server.model.ModelLook;
import dev.lumen.server.realtime.EventStore;
import dev.lumen.server.realtime.Position;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Looks how the parts behind spoken conversations are at this moment. */
public final class SystemProbe {
  private static final Map<String, Object> LOCAL =
      Map.of("status", "healthy", "engine", LocalResponder.ENGINE);
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Database database;
  private final EventStore events;
  private final Optional<GuardedModel> model;

  /**
   * A probe.
   *
   * @param model the language model that gives replies, if there is one
   */
  public SystemProbe(Database database, Optional<GuardedModel> model) {
    this.database = database;
    this.events = new EventStore(database);
    this.model = model;
  }

  Map<String, Object> components() {
    Map<String, Object> found = new LinkedHashMap<>();
    found.put("database", database());
    found.put("ai_service", model.map(SystemProbe::service).orElse(LOCAL));
    return found;
  }

  /** Looks whether the model is there, which costs nothing, and how it has answered lately. */
  private static Map<String, Object> service(GuardedModel model) {
    try {
      ModelLook look = model.look(PATIENCE);
      boolean there = look.result() == ModelLook.Result.THERE;
      return Map.of(
          "status", there ? "healthy" : "error",
          "engine", model.name(),
          "found", model.name() + " " + look.result().sentence(),
          "response_time_ms", look.millis(),
          "lately", model.state().condition().wireName());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Map.of("status", "error", "engine", model.name());
    }
  }

  private Map<String, Object> database() {
    long start = System.nanoTime();
    try {
      database.read(
          new Actor.Service(), handle -> handle.createQuery("SELECT 1").mapTo(Integer.class).one());
      double millis = TrialResource.rounded((System.nanoTime() - start) / 1e6);
      return Map.of("status", "healthy", "response_time_ms", millis);
    } catch (DatabaseException away) {
      return Map.of("status", "error");
    }
  }

  /** The number of a conversation's newest event. */
  long lastEvent(UUID conversation) {
    return events.position(conversation).map(Position::lastSeq).orElse(0L);
  }
}
