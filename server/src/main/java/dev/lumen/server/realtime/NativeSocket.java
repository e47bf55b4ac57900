package dev.lumen.server.realtime;

import io.helidon.common.buffers.BufferData;
import io.helidon.websocket.WsSession;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One connection of the native WebSocket: subscribes and answers. */
final class NativeSocket extends ConversationSocket {
  static final int MAX_MESSAGE_CHARS = 64 * 1024;
  private static final int MAX_SUBSCRIPTIONS = 1_000;

  private final NativeRoutes routes;
  private @Nullable NativeAnswers answers;
  private @Nullable AccountSubscription account;
  private boolean sawAll;

  NativeSocket(NativeRoutes routes) {
    super(routes.hub(), NativeFace.INSTANCE, routes.access(), routes.clock(), MAX_MESSAGE_CHARS);
    this.routes = routes;
  }

  @Override
  protected void opened(Subscriber client) {
    answers = new NativeAnswers(client, routes);
  }

  @Override
  protected void admitted(Viewer who, boolean first) {
    if (first) {
      String conversation = handshake().conversation();
      if (conversation == null) {
        answers().hello();
      } else {
        hello(who, handshake(), conversation);
      }
      subscriber().admit();
    } else if (sawAll && !who.seesAll()) {
      endWhatIsHidden(who);
    }
    sawAll = who.seesAll();
  }

  /** A newer token counts with the rights that it has, also where they are fewer. */
  private void endWhatIsHidden(Viewer who) {
    for (UUID conversation : List.copyOf(subscriber().conversations())) {
      if (!routes.access().maySee(who, conversation)) {
        routes.hub().unfollow(subscriber(), conversation);
        answers().unsubscribed(null, conversation);
      }
    }
    if (handshake().conversation() != null && subscriber().conversations().isEmpty()) {
      subscriber().close(CloseReason.NOT_FOUND);
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
  protected void said(String message) {
    handle(ClientMessage.parse(message));
  }

  @Override
  protected void saidTooMuch() {
    fault(null, SocketFault.MESSAGE_TOO_LARGE);
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
    show(
        message.token(),
        new TokenAnswers() {
          @Override
          public void accepted(Viewer viewer) {
            answers().authenticated(message.ref(), viewer);
          }

          @Override
          public void invalid() {
            fault(message.ref(), SocketFault.INVALID_TOKEN);
          }

          @Override
          public void ofOther() {
            fault(message.ref(), SocketFault.OTHER_USER);
          }
        });
  }

  private void subscribe(ClientMessage.Subscribe message) {
    Viewer who = pass().viewer();
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
    Viewer who = pass().viewer();
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
    Viewer who = pass().viewer();
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
    countFault();
  }

  @Override
  public void onMessage(WsSession session, BufferData buffer, boolean last) {
    answers().error(null, SocketFault.BINARY_NOT_UNDERSTOOD);
    subscriber().close(CloseReason.UNSUPPORTED);
  }

  private NativeAnswers answers() {
    return Objects.requireNonNull(answers, "The socket is not open yet");
  }
}
