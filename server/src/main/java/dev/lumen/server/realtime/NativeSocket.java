package dev.lumen.server.realtime;

import dev.lumen.server.database.DatabaseException;
import io.helidon.common.buffers.BufferData;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.http.WritableHeaders;
import io.helidon.websocket.WsListener;
import io.helidon.websocket.WsSession;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One connection of the native WebSocket: signs in, subscribes, answers. All its methods run on the
 * thread that reads from the connection; everything is written by the subscriber's.
 */
final class NativeSocket implements WsListener {
  static final int MAX_MESSAGE_CHARS = 64 * 1024;
  private static final int MAX_FAULTS = 20;
  private static final int MAX_SUBSCRIPTIONS = 1_000;
  private static final Duration SIGN_IN_WITHIN = Duration.ofSeconds(10);
  private static final System.Logger LOG = System.getLogger(NativeSocket.class.getName());

  private final NativeRoutes routes;
  private final StringBuilder partial = new StringBuilder();
  private boolean tooLarge;
  private int faults;
  private @Nullable Handshake handshake;
  private @Nullable NativeAnswers answers;
  private final Pass pass;
  private @Nullable AccountSubscription account;

  NativeSocket(NativeRoutes routes) {
    this.routes = routes;
    this.pass = new Pass(routes.access(), routes.clock());
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
    Subscriber subscriber = routes.hub().open(NativeFace.INSTANCE, new SocketWire(session));
    answers = new NativeAnswers(subscriber, routes);
    Handshake asked = Objects.requireNonNull(handshake);
    if (!routes.access().acceptsOrigin(asked.origin(), asked.host())) {
      subscriber.close(CloseReason.FOREIGN_ORIGIN);
      return;
    }
    guarded(() -> begin(asked));
  }

  private void begin(Handshake asked) {
    Optional<Viewer> known = routes.access().signIn(asked.token());
    if (known.isPresent()) {
      signedIn(asked.token(), known.get());
    } else if (asked.token() == null) {
      subscriber().closeAt(routes.clock().instant().plus(SIGN_IN_WITHIN), CloseReason.UNAUTHORISED);
    } else {
      subscriber().close(CloseReason.UNAUTHORISED);
    }
  }

  private void signedIn(@Nullable String token, Viewer who) {
    boolean first = pass.viewer() == null;
    pass.show(token, who);
    pass.guard(subscriber());
    subscriber().clearDeadline();
    if (who.expiresAt() != null) {
      subscriber().closeAt(who.expiresAt(), CloseReason.TOKEN_EXPIRED);
    }
    if (first) {
      Handshake asked = Objects.requireNonNull(handshake);
      String conversation = asked.conversation();
      if (conversation == null) {
        answers().hello();
      } else {
        hello(who, asked, conversation);
      }
      subscriber().admit();
    }
  }

  private void hello(Viewer who, Handshake asked, String name) {
    UUID conversation = visible(who, name).orElse(null);
    if (conversation == null || !subscribed(conversation, "hello", null, asked.resume())) {
      subscriber().close(CloseReason.NOT_FOUND);
    } else if (asked.faulty() != null) {
      answers().error(null, SocketFault.INVALID_MESSAGE, asked.faulty());
    }
  }

  private Optional<UUID> visible(Viewer who, String name) {
    return routes.access().resolve(who, name).filter(id -> routes.access().maySee(who, id));
  }

  private boolean subscribed(
      UUID conversation, String answer, @Nullable String ref, Resume resume) {
    return Following.begin(routes, answers(), conversation, new Following(answer, ref, resume));
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
      whole();
    }
  }

  private void whole() {
    String message = partial.toString();
    partial.setLength(0);
    if (tooLarge) {
      tooLarge = false;
      fault(null, SocketFault.MESSAGE_TOO_LARGE);
    } else {
      guarded(() -> handle(ClientMessage.parse(message)));
    }
  }

  private void handle(ClientMessage message) {
    switch (message) {
      case ClientMessage.Ping ping -> answers().pong(ping.ref());
      case ClientMessage.Heartbeat heartbeat -> answers().heartbeat(heartbeat.ref());
      case ClientMessage.Authenticate authenticate -> authenticate(authenticate);
      case ClientMessage.Subscribe subscribe -> subscribe(subscribe);
      case ClientMessage.SubscribeAll all -> subscribeAll(all);
      case ClientMessage.Unsubscribe unsubscribe -> unsubscribe(unsubscribe);
      case ClientMessage.Faulty faulty -> fault(faulty.ref(), faulty.fault(), faulty.message());
    }
  }

  private void authenticate(ClientMessage.Authenticate message) {
    Viewer before = pass.viewer();
    Viewer who = routes.access().signIn(message.token()).orElse(null);
    if (who == null && before == null) {
      subscriber().close(CloseReason.UNAUTHORISED);
    } else if (who == null) {
      fault(message.ref(), SocketFault.INVALID_TOKEN);
    } else if (before != null && !before.id().equals(who.id())) {
      fault(message.ref(), SocketFault.OTHER_USER);
    } else {
      answers().authenticated(message.ref(), who);
      signedIn(message.token(), who);
    }
  }

  private void subscribe(ClientMessage.Subscribe message) {
    Viewer who = pass.viewer();
    if (who == null) {
      fault(message.ref(), SocketFault.NOT_SIGNED_IN);
    } else if (subscriber().conversations().size() >= MAX_SUBSCRIPTIONS) {
      fault(message.ref(), SocketFault.TOO_MANY_SUBSCRIPTIONS);
    } else {
      UUID conversation = visible(who, message.conversation()).orElse(null);
      if (conversation == null
          || !subscribed(conversation, "subscribed", message.ref(), message.resume())) {
        answers().error(message.ref(), SocketFault.NOT_FOUND);
      }
    }
  }

  private void subscribeAll(ClientMessage.SubscribeAll message) {
    Viewer who = pass.viewer();
    if (who == null) {
      fault(message.ref(), SocketFault.NOT_SIGNED_IN);
      return;
    }
    AccountSubscription before = account;
    if (before != null) {
      before.end();
    }
    AccountSubscription all = new AccountSubscription(routes, answers(), who, MAX_SUBSCRIPTIONS);
    account = all;
    all.begin(message);
  }

  private void unsubscribeAll(@Nullable String ref) {
    AccountSubscription all = account;
    if (all == null) {
      answers().error(ref, SocketFault.NOT_SUBSCRIBED);
      return;
    }
    all.end();
    account = null;
    List.copyOf(subscriber().conversations())
        .forEach(conversation -> routes.hub().unfollow(subscriber(), conversation));
    answers().account(ref, 0);
  }

  private void unsubscribe(ClientMessage.Unsubscribe message) {
    if (message.conversation().equals("*")) {
      unsubscribeAll(message.ref());
      return;
    }
    Viewer who = pass.viewer();
    UUID conversation =
        who == null ? null : routes.access().resolve(who, message.conversation()).orElse(null);
    if (conversation == null || !subscriber().conversations().contains(conversation)) {
      answers().error(message.ref(), SocketFault.NOT_SUBSCRIBED);
    } else {
      routes.hub().unfollow(subscriber(), conversation);
      answers().unsubscribed(message.ref(), conversation);
    }
  }

  private void fault(@Nullable String ref, SocketFault fault) {
    fault(ref, fault, fault.meaning());
  }

  private void fault(@Nullable String ref, SocketFault fault, String message) {
    answers().error(ref, fault, message);
    if (++faults >= MAX_FAULTS) {
      subscriber().close(CloseReason.MISUSE);
    }
  }

  private void guarded(Runnable work) {
    try {
      work.run();
    } catch (DatabaseException away) {
      subscriber().close(CloseReason.TRY_LATER);
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "A socket message failed: " + e.getClass().getName());
      LOG.log(System.Logger.Level.DEBUG, "Where it failed", e);
      subscriber().close(CloseReason.INTERNAL);
    }
  }

  @Override
  public void onMessage(WsSession session, BufferData buffer, boolean last) {
    answers().error(null, SocketFault.BINARY_NOT_UNDERSTOOD);
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
    return answers().subscriber();
  }

  private NativeAnswers answers() {
    return Objects.requireNonNull(answers, "The socket is not open yet");
  }
}
