package dev.lumen.server.realtime;

import dev.lumen.server.database.Actor;
import dev.lumen.server.database.TestDatabase;
import dev.lumen.server.feed.ChangeFeed;
import dev.lumen.server.feed.FeedSettings;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http1.Http1ConnectionListener;
import io.helidon.webserver.websocket.WsRouting;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/** A web server with the native WebSocket, a hub, a feed and a database of its own. */
final class RealtimeServer implements AutoCloseable {
  private final TestDatabase test = TestDatabase.create();
  final EventStore store = new EventStore(test.database());
  final String epoch = Epoch.of(test.database());
  final FakeAccess access = new FakeAccess(store);
  final RealtimeHub hub;
  final ChangeFeed feed;
  final UUID user;
  private final WebServer web;
  private final Set<SocketClient> clients = ConcurrentHashMap.newKeySet();

  RealtimeServer() {
    this(HubSettings.defaults());
  }

  RealtimeServer(HubSettings settings) {
    InstantSource clock = InstantSource.system();
    hub = new RealtimeHub(store, settings, clock);
    feed =
        ChangeFeed.start(
            FeedSettings.of(
                test.server().jdbcUrl(),
                test.server().user(),
                test.server().password(),
                List.of("lumen_events", "supabase_realtime")),
            hub);
    user = test.user("someone@example.org");
    NativeRoutes routes = new NativeRoutes(hub, access, epoch, settings.heartbeat(), clock);
    web =
        WebServer.builder()
            .host("127.0.0.1")
            .port(0)
            .protocolsDiscoverServices(false)
            .addConnectionSelector(WebSocketUpgrade.over(new Http1ConnectionListener() {}))
            .addRouting(routes.register(WsRouting.builder()))
            .build()
            .start();
  }

  URI address(UUID conversation, String query) {
    return URI.create("ws://127.0.0.1:" + web.port() + "/ws/conversations/" + conversation + query);
  }

  int port() {
    return web.port();
  }

  /** A new conversation, which the token {@code valid} may see. */
  UUID conversation() {
    return test.conversation(user);
  }

  SocketClient connect(UUID conversation) {
    return connect(conversation, "?token=valid");
  }

  SocketClient connect(UUID conversation, String query) {
    return track(SocketClient.connect(address(conversation, query)));
  }

  SocketClient track(SocketClient client) {
    clients.add(client);
    return client;
  }

  /** Writes events numbered in their payload; gives the number of the last. */
  long write(UUID conversation, int count) {
    return write(
        conversation,
        IntStream.range(0, count)
            .mapToObj(i -> new EventDraft("test:event", "{\"i\":" + i + "}"))
            .toList());
  }

  long write(UUID conversation, List<EventDraft> drafts) {
    return test.database()
        .write(new Actor.Service(), handle -> EventStore.append(handle, conversation, drafts));
  }

  /** Returns when the feed has delivered everything committed so far. */
  void awaitFeed() {
    UUID marker = conversation();
    SocketClient client = connect(marker);
    client.next("hello");
    write(marker, 1);
    client.nextSeqs(1);
    client.close();
  }

  /** As an operator with psql would. */
  void psql(String sql) {
    try (Connection connection = test.openAsSuperuser();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * The database server takes a moment to see that the feed has left; until then nobody may drop.
   */
  private void awaitSlotGone() {
    String slots = "SELECT count(*) FROM pg_replication_slots WHERE database = current_database()";
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (System.nanoTime() < deadline) {
      try (Connection connection = test.openAsSuperuser();
          Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery(slots)) {
        if (rows.next() && rows.getInt(1) == 0) {
          return;
        }
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Override
  public void close() {
    clients.forEach(SocketClient::abort);
    hub.close();
    web.stop();
    feed.close();
    awaitSlotGone();
    test.close();
  }
}
