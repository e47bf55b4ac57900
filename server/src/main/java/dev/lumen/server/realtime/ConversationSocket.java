package dev.lumen.server.realtime;

import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.http.WritableHeaders;
import io.helidon.websocket.WsSession;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket of Lumen's own protocols: it shows a token in its handshake or soon after, and a
 * newer one whenever it has one, and its messages are texts.
 */
public abstract class ConversationSocket extends HubSocket {
  private static final int MAX_FAULTS = 20;
  private static final Duration SIGN_IN_WITHIN = Duration.ofSeconds(10);

  private final RealtimeHub hub;
  private final Face face;
  private final SocketAccess access;
  private final InstantSource clock;
  private final int maxMessageChars;
  private final Pass pass;
  private final StringBuilder partial = new StringBuilder();
  private boolean tooLarge;
  private int faults;
  private @Nullable Handshake handshake;

  /**
   * A socket that is not open yet.
   *
   * @param maxMessageChars as many as a message may have
   */
  protected ConversationSocket(
      RealtimeHub hub, Face face, SocketAccess access, InstantSource clock, int maxMessageChars) {
    this.hub = hub;
    this.face = face;
    this.access = access;
    this.clock = clock;
    this.maxMessageChars = maxMessageChars;
    this.pass = new Pass(access, clock);
  }

  /** What a client is told of a token that it shows while it is connected. */
  protected interface TokenAnswers {
    /** It counts from now on. */
    void accepted(Viewer viewer);

    /** It is not valid; the one before still counts. */
    void invalid();

    /** It is somebody else's. */
    void ofOther();
  }

  /** The client is there; nothing is known of it yet. */
  protected abstract void opened(Subscriber client);

  /**
   * Somebody showed a valid token.
   *
   * @param first whether it is the first one here
   */
  protected abstract void admitted(Viewer viewer, boolean first);

  /** The client said something. */
  protected abstract void said(String message);

  /** The client said more than a message may have, which was not kept. */
  protected abstract void saidTooMuch();

  /** What the client asked for when it came. */
  protected final Handshake handshake() {
    return Objects.requireNonNull(handshake, "The socket is not open yet");
  }

  /** What lets the client in. */
  protected final Pass pass() {
    return pass;
  }

  /** Counts what the client did wrong; who does so all the time has to go. */
  protected final void countFault() {
    if (++faults >= MAX_FAULTS) {
      subscriber().close(CloseReason.MISUSE);
    }
  }

  /** Looks at a token that the client shows now. */
  protected final void show(String token, TokenAnswers told) {
    Viewer before = pass.viewer();
    Viewer viewer = access.signIn(token).orElse(null);
    if (viewer == null && before == null) {
      subscriber().close(CloseReason.UNAUTHORISED);
    } else if (viewer == null) {
      told.invalid();
    } else if (before != null && !before.id().equals(viewer.id())) {
      told.ofOther();
    } else {
      told.accepted(viewer);
      signedIn(token, viewer);
    }
  }

  private void signedIn(@Nullable String token, Viewer viewer) {
    boolean first = pass.viewer() == null;
    pass.show(token, viewer);
    pass.guard(subscriber());
    subscriber().clearDeadline();
    if (viewer.expiresAt() != null) {
      subscriber().closeAt(viewer.expiresAt(), CloseReason.TOKEN_EXPIRED);
    }
    admitted(viewer, first);
  }

  @Override
  public final Optional<Headers> onHttpUpgrade(HttpPrologue prologue, Headers headers) {
    Handshake asked = Handshake.of(prologue, headers);
    handshake = asked;
    return Optional.ofNullable(asked.subprotocol())
        .map(name -> WritableHeaders.create().set(Handshake.SUBPROTOCOL, name));
  }

  @Override
  public final void onOpen(WsSession session) {
    Subscriber client = enter(hub, face, session);
    opened(client);
    if (access.acceptsOrigin(handshake().origin(), handshake().host())) {
      guarded(this::signIn);
    } else {
      client.close(CloseReason.FOREIGN_ORIGIN);
    }
  }

  private void signIn() {
    String token = handshake().token();
    Optional<Viewer> known = access.signIn(token);
    if (known.isPresent()) {
      signedIn(token, known.get());
    } else if (token == null) {
      subscriber().closeAt(clock.instant().plus(SIGN_IN_WITHIN), CloseReason.UNAUTHORISED);
    } else {
      subscriber().close(CloseReason.UNAUTHORISED);
    }
  }

  @Override
  public final void onMessage(WsSession session, String text, boolean last) {
    subscriber().heard();
    if (partial.length() + text.length() > maxMessageChars) {
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
      saidTooMuch();
    } else {
      guarded(() -> said(message));
    }
  }
}
