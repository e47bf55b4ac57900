package dev.lumen.server.realtime.supabase;

import dev.lumen.server.realtime.ConversationEvent;
import dev.lumen.server.realtime.Face;
import dev.lumen.server.realtime.Metronome;
import dev.lumen.server.realtime.News;
import dev.lumen.server.realtime.RealtimeHub;
import dev.lumen.server.realtime.SocketAccess;
import dev.lumen.server.realtime.Viewer;
import io.helidon.webserver.websocket.WsRouting;
import io.helidon.websocket.WsListener;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Supabase Realtime as its unmodified clients speak it, at {@value #PATH}. {@code
 * docs/protocol/supabase.md} describes it.
 */
public final class SupabaseFace implements AutoCloseable {
  /** Where the socket is. */
  public static final String PATH = "/realtime/v1/websocket";

  private static final Duration TICK = Duration.ofMillis(500);

  private final RealtimeHub hub;
  private final SocketAccess access;
  private final ChangeFanout fanout;
  private final InstantSource clock;
  private final Rooms rooms = new Rooms();
  private final ResumePoints resumePoints = new ResumePoints();
  private final Set<Session> sessions = ConcurrentHashMap.newKeySet();
  private final Metronome time;

  /**
   * @param hub looks after connections: writing, pinging, draining
   * @param access who may do what
   * @param fanout what brings changes
   */
  public SupabaseFace(
      RealtimeHub hub, SocketAccess access, ChangeFanout fanout, InstantSource clock) {
    this.hub = hub;
    this.access = access;
    this.fanout = fanout;
    this.clock = clock;
    this.time =
        Metronome.start(
            "supabase-clock",
            TICK,
            () -> !sessions.isEmpty(),
            () -> sessions.forEach(Session::tick));
  }

  /** Adds the socket. */
  public WsRouting.Builder register(WsRouting.Builder routing) {
    Supplier<WsListener> sockets = () -> new SupabaseSocket(this);
    return routing.endpoint(PATH, sockets);
  }

  /** The outcome of a broadcast that came by HTTP. */
  public enum Sent {
    OK,
    /** The sender may not write there. */
    NOT_ALLOWED
  }

  /** Broadcasts to those who are in the topic now. */
  public Sent broadcast(Broadcast message, Viewer sender) {
    String topic = Topics.PREFIX + Topics.shortName(message.topic());
    if (!topics().mayEnter(sender, topic, message.isPrivate())) {
      return Sent.NOT_ALLOWED;
    }
    Room room = rooms.find(topic, message.isPrivate());
    if (room != null) {
      room.say(message.said(), null);
    }
    return Sent.OK;
  }

  /**
   * What a broadcast by HTTP has.
   *
   * @param topic without the prefix {@code realtime:}
   */
  public record Broadcast(String topic, boolean isPrivate, Said said) {}

  RealtimeHub hub() {
    return hub;
  }

  SocketAccess access() {
    return access;
  }

  Topics topics() {
    return new Topics(access);
  }

  ChangeFanout fanout() {
    return fanout;
  }

  InstantSource clock() {
    return clock;
  }

  Rooms rooms() {
    return rooms;
  }

  ResumePoints resumePoints() {
    return resumePoints;
  }

  void opened(Session session) {
    sessions.add(session);
    time.wake();
  }

  void ended(Session session) {
    sessions.remove(session);
  }

  @Override
  public void close() {
    time.close();
  }

  /** How the hub writes for these connections: it does not, {@link Outbox} does. */
  static final Face FACE =
      new Face() {
        @Override
        public byte[] event(ConversationEvent event) {
          throw new IllegalStateException("These connections follow no conversation's events");
        }

        @Override
        public byte[] news(News news) {
          throw new IllegalStateException("These connections are told no news");
        }

        @Override
        public boolean tellsNews() {
          return false;
        }
      };
}
