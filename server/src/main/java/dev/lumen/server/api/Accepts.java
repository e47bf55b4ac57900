package dev.lumen.server.api;

import io.helidon.http.HttpMediaType;
import io.helidon.webserver.http.ServerRequest;

/** Which kinds of answers a client asks for by name; that it takes anything is no wish. */
public final class Accepts {
  private Accepts() {}

  /** Whether it names this kind, does not rule it out, and would not sooner have the other. */
  public static boolean prefers(ServerRequest request, String type, String other) {
    double wish = wish(request, type);
    return wish > 0 && wish >= wish(request, other);
  }

  /** Whether it names this kind and does not rule it out ({@code q=0}). */
  public static boolean names(ServerRequest request, String type) {
    return wish(request, type) > 0;
  }

  private static double wish(ServerRequest request, String type) {
    try {
      return request.headers().acceptedTypes().stream()
          .filter(it -> it.mediaType().text().equalsIgnoreCase(type))
          .mapToDouble(HttpMediaType::qualityFactor)
          .max()
          .orElse(0);
    } catch (IllegalArgumentException e) {
      return 0; // a header that cannot be read wishes for nothing
    }
  }
}
