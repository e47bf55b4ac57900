package dev.lumen.server.live;

import dev.lumen.server.api.ApiException;
import dev.lumen.server.api.Json;
import dev.lumen.server.database.Actor;
import dev.lumen.server.database.DatabaseException;
import dev.lumen.server.realtime.CloseReason;
import dev.lumen.server.realtime.EventType;
import dev.lumen.server.realtime.Handshake;
import dev.lumen.server.realtime.SocketWire;
import dev.lumen.server.realtime.Start;
import dev.lumen.server.realtime.Subscriber;
import dev.lumen.server.realtime.Viewer;
import dev.lumen.server.realtime.WebSocketFrames;
import io.helidon.common.buffers.BufferData;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.http.WritableHeaders;
import io.helidon.websocket.WsListener;
import io.helidon.websocket.WsSession;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One connection of the live socket (W-02). Its methods run on the thread that reads from the
 * connection; everything is written by the subscriber's.
 */
final class LiveSocket implements WsListener {
  private static final int MAX_MESSAGE_CHARS = 256 * 1024;
  private static final int MAX_FAULTS = 20;
  private static final Duration SIGN_IN_WITHIN = Duration.ofSeconds(10);
  private static final System.Logger LOG = System.getLogger(LiveSocket.class.getName());

  private final LiveRoutes routes;
  private final StringBuilder partial = new StringBuilder();
  private final RecogniserStream recogniser = new RecogniserStream();
  private @Nullable String token;
  private boolean tooLarge;
  private int faults;
  private @Nullable Handshake handshake;
  private @Nullable Subscriber subscriber;
  private @Nullable Participant talking;

  LiveSocket(LiveRoutes routes) {
    this.routes = routes;
  }

  @Override
  public Optional<Headers> onHttpUpgrade(HttpPrologue prologue, Headers headers) {
    Handshake asked = Handshake.of(prologue, headers);
    handshake = asked;
    return Optional.ofNullable(asked.subprotocol())
        .map(name -> WritableHeaders.create().set(Handshake.SUBPROTOCOL, name));
  }

  @Override
  public void onOpen(WsSession session) {
    Subscriber opened = routes.hub().open(LiveFace.INSTANCE, new SocketWire(session));
    subscriber = opened;
    Handshake asked = Objects.requireNonNull(handshake);
    if (!routes.access().acceptsOrigin(asked.origin(), asked.host())) {
      opened.close(CloseReason.FOREIGN_ORIGIN);
      return;
    }
    guarded(
        () -> {
          Optional<Viewer> known = routes.access().signIn(asked.token());
          if (known.isPresent()) {
            token = asked.token();
            signedIn(known.get());
          } else if (asked.token() == null) {
            opened.closeAt(routes.clock().instant().plus(SIGN_IN_WITHIN), CloseReason.UNAUTHORISED);
          } else {
            opened.close(CloseReason.UNAUTHORISED);
          }
        });
  }

  private void signedIn(Viewer viewer) {
    Subscriber mine = subscriber();
    mine.clearDeadline();
    if (viewer.expiresAt() != null) {
      mine.closeAt(viewer.expiresAt(), CloseReason.TOKEN_EXPIRED);
    }
    if (talking != null) {
      return;
    }
    Handshake asked = Objects.requireNonNull(handshake);
    UUID conversation =
        routes
            .access()
            .resolve(viewer, String.valueOf(asked.conversation()))
            .filter(id -> routes.access().maySee(viewer, id))
            .orElse(null);
    if (conversation == null) {
      mine.close(CloseReason.UNKNOWN);
      return;
    }
    begin(viewer, conversation, asked);
  }

  private void begin(Viewer viewer, UUID conversation, Handshake asked) {
    Actor actor =
        viewer.seesAll() ? new Actor.Administrator(viewer.id()) : new Actor.User(viewer.id());
    LiveTalk talk = routes.room().talks().of(actor, conversation);
    talking = new Participant(routes.room(), viewer, actor, conversation, talk);
    Start start = routes.hub().start(conversation, asked.resume(), routes.epoch()).orElse(null);
    if (start == null) {
      subscriber().close(CloseReason.UNKNOWN);
      return;
    }
    String now = routes.room().snapshot(actor, talk, routes.epoch(), start);
    reply(EventType.STATE_UPDATE.wireName(), now);
    int count = routes.room().talks().connections().joined(conversation, subscriber());
    subscriber().whenEnded(this::left);
    reply(EventType.CONNECTION_STATUS.wireName(), LiveEvents.connections("connected", count));
    subscriber().admit();
    if (asked.faulty() != null) {
      error("invalid_message", asked.faulty(), null, Map.of());
    }
    routes.hub().follow(subscriber(), conversation, start.after());
    tellConnections(talk, "client_connected", count);
    if (talk.state() == LiveState.ENDED) {
      routes.room().talks().connections().ended(conversation);
    }
  }

  private void left() {
    Participant mine = talking;
    if (mine != null) {
      int count = routes.room().talks().connections().left(mine.conversation(), subscriber());
      tellConnections(mine.talk(), "client_disconnected", count);
    }
  }

  private void tellConnections(LiveTalk talk, String status, int count) {
    routes
        .room()
        .talks()
        .publish(talk, EventType.CONNECTION_STATUS, LiveEvents.connections(status, count));
  }

  // --- what the client says ---

  @Override
  public void onMessage(WsSession session, String text, boolean last) {
    subscriber().heard();
    if (partial.length() + text.length() > MAX_MESSAGE_CHARS) {
      tooLarge = true;
      partial.setLength(0);
    } else if (!tooLarge) {
      partial.append(text);
    }
    if (last) {
      String message = partial.toString();
      partial.setLength(0);
      if (tooLarge) {
        tooLarge = false;
        fault("message_too_large", "A message may have " + MAX_MESSAGE_CHARS + " characters.");
      } else {
        guarded(() -> LiveMessage.parse(message, recogniser).forEach(this::handle));
      }
    }
  }

  private void handle(LiveMessage message) {
    Participant mine = talking;
    switch (message) {
      case LiveMessage.Heartbeat _ -> heartbeat();
      case LiveMessage.Authenticate it -> authenticate(it.token(), mine);
      case LiveMessage.Faulty it -> fault(it.errorType(), it.message());
      default -> {
        if (mine == null) {
          fault("not_signed_in", "Send authenticate first.");
        } else {
          mine.act(message, subscriber());
        }
      }
    }
  }

  private void authenticate(String newToken, @Nullable Participant mine) {
    Viewer viewer = routes.access().signIn(newToken).orElse(null);
    if (viewer == null && mine == null) {
      subscriber().close(CloseReason.UNAUTHORISED);
    } else if (viewer == null) {
      fault("invalid_token", "The new token is not valid; the one before still counts.");
    } else if (mine != null && !mine.viewer().id().equals(viewer.id())) {
      fault("other_user", "A socket stays with its user; open another one.");
    } else {
      token = newToken;
      signedIn(viewer);
    }
  }

  private void heartbeat() {
    String now = Json.instant(routes.clock().instant());
    reply("heartbeat_response", Json.text(Map.of("status", "alive", "server_time", now)));
  }

  // --- answers ---

  private void reply(String type, String payload) {
    Participant mine = talking;
    UUID conversation = mine == null ? null : mine.conversation();
    subscriber()
        .reply(LiveFace.INSTANCE.answer(type, conversation, routes.clock().instant(), payload));
  }

  private void fault(String type, String message) {
    error(type, message, null, Map.of());
    if (++faults >= MAX_FAULTS) {
      subscriber().close(CloseReason.MISUSE);
    }
  }

  /** V-17. */
  private void error(
      String type, String message, @Nullable Long retryAfterMs, Map<String, Object> details) {
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("error_type", type);
    payload.put("message", message);
    payload.put("retry_after", retryAfterMs == null ? null : retryAfterMs / 1000.0);
    payload.putAll(details);
    reply("error", Json.text(payload));
  }

  private void guarded(Runnable work) {
    try {
      work.run();
    } catch (ApiException refused) {
      String type = refused.httpStatus() == 409 ? "invalid_transition" : "message_handling_error";
      Long wait = refused.retryAfter().map(Duration::toMillis).orElse(null);
      error(type, refused.message(), wait, refused.details());
    } catch (DatabaseException away) {
      error(
          "database_error", "The database is away for a moment; send it again.", 1_000L, Map.of());
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "A live message failed: " + e.getClass().getName());
      LOG.log(System.Logger.Level.DEBUG, "Where it failed", e);
      error("message_handling_error", "The server failed; its log says how.", null, Map.of());
    }
  }

  @Override
  public void onMessage(WsSession session, BufferData buffer, boolean last) {
    fault("binary_not_understood", "Only text is understood; the socket is closed.");
    subscriber().close(CloseReason.UNSUPPORTED);
  }

  @Override
  public void onPing(WsSession session, BufferData buffer) {
    subscriber().heard();
    subscriber().reply(WebSocketFrames.pong(buffer.readBytes()));
  }

  @Override
  public void onPong(WsSession session, BufferData buffer) {
    subscriber().heard();
    guarded(this::requireStillWelcome);
  }

  /** Whoever was shut out or signed out since goes at the next heartbeat, which all must answer. */
  private void requireStillWelcome() {
    Participant mine = talking;
    if (mine != null
        && routes
            .access()
            .signIn(token)
            .filter(now -> now.id().equals(mine.viewer().id()))
            .isEmpty()) {
      subscriber().close(CloseReason.UNAUTHORISED);
    }
  }

  @Override
  public void onClose(WsSession session, int status, String reason) {
    subscriber().disconnected();
  }

  @Override
  public void onError(WsSession session, Throwable error) {
    subscriber().disconnected();
  }

  private Subscriber subscriber() {
    return Objects.requireNonNull(subscriber, "The socket is not open yet");
  }
}
