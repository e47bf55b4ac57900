package dev.lumen.server.api;

import io.helidon.http.Method;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Answers HEAD as GET, with its status and headers, the length included, and without its body (RFC
 * 9110, 9.3.2); the web server does neither by itself.
 */
public final class Heads {
  private Heads() {}

  /** What answers HEAD where {@code get} answers GET. */
  public static Handler of(Handler get) {
    return (request, response) -> get.handle(request, bodiless(response));
  }

  /** Whether the request wants no body, for answers whose length is not known before they end. */
  public static boolean isAsked(ServerRequest request) {
    return request.prologue().method().equals(Method.HEAD);
  }

  /** A response that keeps its body to itself. */
  static ServerResponse bodiless(ServerResponse response) {
    return (ServerResponse)
        Proxy.newProxyInstance(
            ServerResponse.class.getClassLoader(),
            new Class<?>[] {ServerResponse.class},
            (self, method, arguments) -> {
              if (method.getName().equals("send") && arguments != null) {
                response.headers().contentLength(length(arguments));
                response.send();
                return null;
              }
              try {
                @Nullable Object answer = method.invoke(response, arguments);
                return answer instanceof ServerResponse ? self : answer;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static long length(Object[] body) {
    return switch (body[0]) {
      case byte[] bytes -> body.length == 3 ? (int) body[2] : bytes.length;
      case String text -> text.getBytes(StandardCharsets.UTF_8).length;
      default -> throw new IllegalArgumentException("A body is bytes or text.");
    };
  }
}
