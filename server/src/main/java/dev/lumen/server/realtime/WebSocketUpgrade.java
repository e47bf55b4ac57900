package dev.lumen.server.realtime;

import io.helidon.common.buffers.BufferData;
import io.helidon.http.DirectHandler;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.http.RequestException;
import io.helidon.http.WritableHeaders;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionListener;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import io.helidon.webserver.websocket.WsConfig;
import io.helidon.webserver.websocket.WsRoute;
import io.helidon.webserver.websocket.WsRouting;
import io.helidon.webserver.websocket.WsUpgrader;
import io.helidon.websocket.WsListener;
import io.helidon.websocket.WsUpgradeException;
import org.jspecify.annotations.Nullable;

/** Makes WebSockets out of requests for one, RFC 6455 section 4.2. */
public final class WebSocketUpgrade extends WsUpgrader {
  private static final String NAME = "websocket";

  private WebSocketUpgrade() {
    super(WsConfig.create());
  }

  /**
   * HTTP/1.1 with WebSockets.
   *
   * @param heads is told of the beginning and the end of each request's head
   */
  public static ServerConnectionSelector over(Http1ConnectionListener heads) {
    return Http1ConnectionSelector.builder()
        .config(Http1Config.builder().addReceiveListener(new AnyCase(heads)).build())
        .addUpgrader(new WebSocketUpgrade())
        .build();
  }

  /**
   * The name may be written in any case; the web server looks for it in this one alone. Around the
   * other listener instead of beside it: of two the web server tells neither.
   */
  private record AnyCase(Http1ConnectionListener heads) implements Http1ConnectionListener {
    @Override
    public void prologue(ConnectionContext connection, HttpPrologue prologue) {
      heads.prologue(connection, prologue);
    }

    @Override
    public void headers(ConnectionContext connection, Headers headers) {
      heads.headers(connection, headers);
      if (headers instanceof WritableHeaders<?> request
          && request.contains(HeaderNames.UPGRADE)
          && request.get(HeaderNames.UPGRADE).get().equalsIgnoreCase(NAME)) {
        request.set(HeaderNames.UPGRADE, NAME);
      }
    }
  }

  /** Null where there is no such socket, so that the request is answered as any other. */
  @Override
  public @Nullable ServerConnection upgrade(
      ConnectionContext connection, HttpPrologue prologue, WritableHeaders<?> request) {
    WsRoute route =
        connection.router().routing(WsRouting.class, WsRouting.empty()).findRoute(prologue);
    if (route == null || !request.contains(WS_KEY)) {
      return null;
    }
    requireVersion(request);
    String accepted = accepted(connection, request);
    WsListener listener = route.listener();
    Headers confirmed = confirmed(listener, prologue, request);
    if (confirmed == null) {
      return null;
    }
    answer(connection, accepted, confirmed);
    return new WebSocketConnection(connection, confirmed, listener);
  }

  private static @Nullable Headers confirmed(
      WsListener listener, HttpPrologue prologue, Headers request) {
    try {
      return listener.onHttpUpgrade(prologue, request).orElse(WritableHeaders.create());
    } catch (WsUpgradeException refused) {
      return null;
    }
  }

  private static void requireVersion(Headers request) {
    if (request.contains(WS_VERSION) && !request.get(WS_VERSION).get().equals(SUPPORTED_VERSION)) {
      throw RequestException.builder()
          .type(DirectHandler.EventType.BAD_REQUEST)
          .message("Unsupported WebSocket Version")
          .header(SUPPORTED_VERSION_HEADER)
          .build();
    }
  }

  private String accepted(ConnectionContext connection, Headers request) {
    try {
      return hash(connection, request.get(WS_KEY).get());
    } catch (IllegalArgumentException notBase64) {
      throw RequestException.builder()
          .type(DirectHandler.EventType.BAD_REQUEST)
          .message("Invalid Sec-WebSocket-Key header")
          .build();
    }
  }

  private static void answer(ConnectionContext connection, String accepted, Headers confirmed) {
    BufferData answer = BufferData.growing(256);
    answer.writeAscii(SWITCHING_PROTOCOL_PREFIX + accepted + "\r\n");
    for (Header header : confirmed) {
      header.writeHttp1Header(answer);
    }
    answer.writeAscii("\r\n");
    connection.dataWriter().writeNow(answer);
  }
}
