package dev.lumen.server.realtime;

import io.helidon.common.uri.UriQuery;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a client said when it asked for the socket.
 *
 * @param conversation the last part of the path, null where the path names none
 * @param resume from where to go on
 * @param token in whichever of the four ways it came, null when none came
 * @param subprotocol the one to confirm, null for none
 * @param origin the page that asks, null when it is no page
 * @param host the address by which the client reached the server, null when it did not say
 * @param faulty what is wrong with the address, null when nothing is
 */
public record Handshake(
    @Nullable String conversation,
    Resume resume,
    @Nullable String token,
    @Nullable String subprotocol,
    @Nullable String origin,
    @Nullable String host,
    @Nullable String faulty) {
  /** The header in which a client offers subprotocols. */
  public static final HeaderName SUBPROTOCOL = HeaderNames.create("Sec-WebSocket-Protocol");

  private static final String NAME = "lumen";
  private static final String BEARER_SUBPROTOCOL = "bearer.";
  private static final String BEARER_HEADER = "bearer ";

  /** Reads a request for a socket. */
  public static Handshake of(HttpPrologue prologue, Headers headers) {
    String path = prologue.uriPath().path();
    UriQuery query = prologue.query();
    List<String> offered =
        headers.values(SUBPROTOCOL).stream()
            .flatMap(value -> List.of(value.split(",")).stream())
            .map(String::strip)
            .toList();
    String after = first(query, "after");
    boolean afterIsNumber = after == null || after.matches("\\d{1,18}");
    return new Handshake(
        path.equals(NativeRoutes.ACCOUNT_PATH) ? null : path.substring(path.lastIndexOf('/') + 1),
        new Resume(
            after == null || !afterIsNumber ? null : Long.valueOf(after), first(query, "epoch")),
        token(headers, offered, query),
        offered.contains(NAME) ? NAME : null,
        headers.first(HeaderNames.ORIGIN).orElse(null),
        headers.first(HeaderNames.HOST).orElse(null),
        afterIsNumber ? null : "\"after\" has to be a whole number from 0.");
  }

  private static @Nullable String token(Headers headers, List<String> offered, UriQuery query) {
    String header = headers.first(HeaderNames.AUTHORIZATION).orElse("");
    if (header.toLowerCase(Locale.ROOT).startsWith(BEARER_HEADER)) {
      return header.substring(BEARER_HEADER.length()).strip();
    }
    Optional<String> subprotocol =
        offered.stream().filter(name -> name.startsWith(BEARER_SUBPROTOCOL)).findFirst();
    if (subprotocol.isPresent()) {
      return subprotocol.get().substring(BEARER_SUBPROTOCOL.length());
    }
    String token = first(query, "token");
    return token != null ? token : first(query, "access_token");
  }

  private static @Nullable String first(UriQuery query, String name) {
    return query.contains(name) ? query.first(name).orElse(null) : null;
  }

  /** Leaves the token out. */
  @Override
  public String toString() {
    return "Handshake[" + conversation + "]";
  }
}
