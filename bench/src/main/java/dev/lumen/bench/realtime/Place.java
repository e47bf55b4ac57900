package dev.lumen.bench.realtime;

import dev.lumen.bench.Scratch;
import dev.lumen.server.LumenServer;
import dev.lumen.server.Settings;
import dev.lumen.server.database.Actor;
import dev.lumen.server.realtime.EventDraft;
import dev.lumen.server.realtime.EventStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A server of one's own in this process, on a new database. */
final class Place implements AutoCloseable {
  static final UUID USER = UUID.fromString("550e8400-e29b-41d4-a716-446655440000");

  private final Scratch folder;
  private final LumenServer server;

  Place() {
    try {
      folder = Scratch.make();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server = LumenServer.start(Settings.from(settings(folder.path()), Map.of()));
  }

  private static Map<String, String> settings(Path folder) {
    return Map.of(
        "LUMEN_PORT", "0",
        "LUMEN_DATA_DIR", folder.toString(),
        "LUMEN_AUTH", "dev",
        "LUMEN_LIMITS", "off");
  }

  LumenServer server() {
    return server;
  }

  URI http() {
    return server.address();
  }

  URI socket(String path) {
    return URI.create("ws" + server.address().toString().substring(4) + path);
  }

  UUID conversation() {
    UUID id = UUID.randomUUID();
    server
        .database()
        .write(
            new Actor.Service(),
            handle ->
                handle.execute(
                    "insert into conversations (id, user_id, name) values (?, ?, 'Bench')",
                    id,
                    USER));
    return id;
  }

  /** Commits an event; answers the moment after the commit. */
  long event(UUID conversation, String payload) {
    server
        .database()
        .write(
            new Actor.Service(),
            handle ->
                EventStore.append(
                    handle, conversation, List.of(new EventDraft("bench:event", payload))));
    return System.nanoTime();
  }

  @Override
  public void close() {
    server.close();
    folder.close();
  }
}
