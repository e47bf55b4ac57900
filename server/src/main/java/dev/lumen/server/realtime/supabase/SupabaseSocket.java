package dev.lumen.server.realtime.supabase;

import dev.lumen.server.realtime.CloseReason;
import dev.lumen.server.realtime.HubSocket;
import dev.lumen.server.realtime.Subscriber;
import io.helidon.common.buffers.BufferData;
import io.helidon.common.uri.UriQuery;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.websocket.WsSession;
import java.io.ByteArrayOutputStream;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One WebSocket: puts frames together and hands them to the {@link Session}. */
final class SupabaseSocket extends HubSocket {
  private static final int MAX_MESSAGE = 1 << 20;

  private final SupabaseFace face;
  private final StringBuilder text = new StringBuilder();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(0);
  private @Nullable Address address;
  private @Nullable Session session;

  /**
   * What the client said when it asked for the socket.
   *
   * @param apiKey stands for the token where there is no session
   * @param clientId by which a client that comes back is known again
   */
  record Address(
      Vsn vsn,
      @Nullable String apiKey,
      @Nullable String clientId,
      @Nullable String origin,
      @Nullable String host) {
    private static final int MAX_CLIENT_ID = 128;

    static Address of(HttpPrologue prologue, Headers headers) {
      UriQuery query = prologue.query();
      String apiKey = first(query, "apikey");
      String clientId = first(query, "client_id");
      return new Address(
          "2.0.0".equals(first(query, "vsn")) ? Vsn.V2 : Vsn.V1,
          apiKey,
          clientId == null || clientId.length() > MAX_CLIENT_ID ? null : clientId,
          headers.first(HeaderNames.ORIGIN).orElse(null),
          headers.first(HeaderNames.HOST).orElse(null));
    }

    private static @Nullable String first(UriQuery query, String name) {
      return query.contains(name) ? query.first(name).orElse(null) : null;
    }

    /** Leaves the key out. */
    @Override
    public String toString() {
      return "Address[" + vsn + "]";
    }
  }

  SupabaseSocket(SupabaseFace face) {
    this.face = face;
  }

  @Override
  public Optional<Headers> onHttpUpgrade(HttpPrologue prologue, Headers headers) {
    address = Address.of(prologue, headers);
    return Optional.empty();
  }

  @Override
  public void onOpen(WsSession ws) {
    Address from = Objects.requireNonNull(address);
    Subscriber opened = enter(face.hub(), SupabaseFace.FACE, ws);
    if (!face.access().acceptsOrigin(from.origin(), from.host())) {
      opened.close(CloseReason.FOREIGN_ORIGIN);
    }
    session = new Session(face, from, opened);
  }

  @Override
  public void onMessage(WsSession ws, String part, boolean last) {
    subscriber().heard();
    if (text.length() + part.length() > MAX_MESSAGE) {
      subscriber().close(CloseReason.TOO_BIG);
      return;
    }
    text.append(part);
    if (last) {
      String message = text.toString();
      text.setLength(0);
      guarded(() -> session().handle(FrameReader.text(message)));
    }
  }

  @Override
  public void onMessage(WsSession ws, BufferData part, boolean last) {
    subscriber().heard();
    if (bytes.size() + part.available() > MAX_MESSAGE) {
      subscriber().close(CloseReason.TOO_BIG);
      return;
    }
    bytes.writeBytes(part.readBytes());
    if (last) {
      byte[] message = bytes.toByteArray();
      bytes.reset();
      guarded(() -> session().handle(FrameReader.binary(message)));
    }
  }

  private Session session() {
    return Objects.requireNonNull(session, "The socket is not open yet");
  }
}
