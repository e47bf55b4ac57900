package dev.lumen.server.live;

import dev.lumen.server.account.Authenticator;
import dev.lumen.server.account.RouteClass;
import dev.lumen.server.api.ApiException;
import dev.lumen.server.database.Actor;
import dev.lumen.server.database.DatabaseException;
import dev.lumen.server.realtime.CloseReason;
import dev.lumen.server.realtime.ConversationSocket;
import dev.lumen.server.realtime.EventType;
import dev.lumen.server.realtime.Handshake;
import dev.lumen.server.realtime.Start;
import dev.lumen.server.realtime.Subscriber;
import dev.lumen.server.realtime.Viewer;
import io.helidon.common.buffers.BufferData;
import io.helidon.websocket.WsSession;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One connection of the live socket (W-02). */
final class LiveSocket extends ConversationSocket {
  private static final int MAX_MESSAGE_CHARS = 256 * 1024;

  private final LiveRoutes routes;
  private final RecogniserStream recogniser = new RecogniserStream();
  private @Nullable LiveAnswers answers;
  private @Nullable Participant talking;

  LiveSocket(LiveRoutes routes) {
    super(routes.hub(), LiveFace.INSTANCE, routes.access(), routes.clock(), MAX_MESSAGE_CHARS);
    this.routes = routes;
  }

  @Override
  protected void opened(Subscriber client) {
    answers = new LiveAnswers(client, routes.clock());
  }

  @Override
  protected void admitted(Viewer viewer, boolean first) {
    Participant before = talking;
    if (before != null) {
      renewed(before, viewer);
      return;
    }
    UUID conversation =
        routes
            .access()
            .resolve(viewer, String.valueOf(handshake().conversation()))
            .filter(id -> routes.access().maySee(viewer, id))
            .orElse(null);
    if (conversation == null) {
      subscriber().close(CloseReason.UNKNOWN);
    } else {
      begin(viewer, conversation, handshake());
    }
  }

  /** A newer token counts with the rights that it has, be they more or fewer. */
  private void renewed(Participant before, Viewer viewer) {
    if (routes.access().maySee(viewer, before.conversation())) {
      talking =
          new Participant(
              routes.room(), viewer, actor(viewer), before.conversation(), before.talk());
    } else {
      subscriber().close(CloseReason.UNKNOWN);
    }
  }

  private static Actor actor(Viewer viewer) {
    return viewer.seesAll() ? new Actor.Administrator(viewer.id()) : new Actor.User(viewer.id());
  }

  private void begin(Viewer viewer, UUID conversation, Handshake asked) {
    Actor actor = actor(viewer);
    LiveTalk talk = routes.room().talks().of(actor, conversation);
    talking = new Participant(routes.room(), viewer, actor, conversation, talk);
    answers().about(conversation);
    Start start = routes.hub().start(conversation, asked.resume(), routes.epoch()).orElse(null);
    if (start == null) {
      subscriber().close(CloseReason.UNKNOWN);
      return;
    }
    String now = routes.room().snapshot(actor, talk, routes.epoch(), start);
    answers().send(EventType.STATE_UPDATE.wireName(), now);
    int count = routes.room().talks().connections().joined(conversation, subscriber());
    subscriber().whenEnded(this::left);
    answers()
        .send(EventType.CONNECTION_STATUS.wireName(), LiveEvents.connections("connected", count));
    subscriber().admit();
    if (asked.faulty() != null) {
      answers().error("invalid_message", asked.faulty());
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
      // What was surely said is kept, although nobody said that it was all.
      guarded(() -> recogniser.close().forEach(this::handle));
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
  protected void said(String message) {
    LiveMessage.parse(message, recogniser).forEach(this::handle);
  }

  @Override
  protected void saidTooMuch() {
    fault("message_too_large", "A message may have " + MAX_MESSAGE_CHARS + " characters.");
  }

  private void handle(LiveMessage message) {
    Participant mine = talking;
    switch (message) {
      case LiveMessage.Heartbeat _ -> answers().heartbeat();
      case LiveMessage.Authenticate it -> authenticate(it.token());
      case LiveMessage.Faulty it -> fault(it.errorType(), it.message());
      default -> {
        if (mine == null) {
          fault("not_signed_in", "Send authenticate first.");
        } else {
          act(mine, message);
        }
      }
    }
  }

  /** Everything else changes something, so it is held to what a request for it is held to. */
  private void act(Participant mine, LiveMessage message) {
    if (!isStillWelcome()) {
      subscriber().close(CloseReason.UNAUTHORISED);
      return;
    }
    if (!mine.viewer().mayWrite()) {
      throw ApiException.forbidden(Authenticator.READ_ONLY);
    }
    try {
      RouteClass counted = message.countedAs();
      if (counted != null) {
        routes.gate().admit(mine.viewer().id(), counted);
      }
      mine.act(message, subscriber(), answers());
    } catch (ApiException refused) {
      throw named(refused, message);
    }
  }

  /** With the client's own name for the words that were refused, which it has to send again. */
  private static ApiException named(ApiException refused, LiveMessage message) {
    String turn = message instanceof LiveMessage.Transcript it ? it.words().turn() : null;
    return turn == null ? refused : refused.withDetails(Map.of("turn", turn));
  }

  /** Whoever was shut out or signed out since says nothing more, before the clock sees it, too. */
  private boolean isStillWelcome() {
    try {
      return pass().isGood();
    } catch (DatabaseException away) {
      return true; // as with the clock: nobody is shut out because it cannot be asked
    }
  }

  private void authenticate(String token) {
    show(
        token,
        new TokenAnswers() {
          @Override
          public void accepted(Viewer viewer) {
            answers().authenticated(viewer);
          }

          @Override
          public void invalid() {
            fault("invalid_token", "The new token is not valid; the one before still counts.");
          }

          @Override
          public void ofOther() {
            fault("other_user", "A socket stays with its user; open another one.");
          }
        });
  }

  // --- what goes wrong ---

  private void fault(String type, String message) {
    answers().error(type, message);
    countFault();
  }

  /** What was said and could not be done is told; the conversation goes on. */
  @Override
  protected void guarded(Runnable work) {
    try {
      work.run();
    } catch (ApiException refused) {
      answers().refused(refused);
    } catch (DatabaseException away) {
      String again = "The database is away for a moment; send it again.";
      answers().error("database_error", again, Duration.ofSeconds(1));
    } catch (RuntimeException e) {
      log(e);
      answers().error("message_handling_error", "The server failed; its log says how.");
    }
  }

  @Override
  public void onMessage(WsSession session, BufferData buffer, boolean last) {
    fault("binary_not_understood", "Only text is understood; the socket is closed.");
    subscriber().close(CloseReason.UNSUPPORTED);
  }

  private LiveAnswers answers() {
    return Objects.requireNonNull(answers, "The socket is not open yet");
  }
}
