package dev.lumen.server.api;

import io.helidon.webserver.http.ServerRequest;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads what stands in the path of a request. */
public final class Paths {
  private static final Pattern UUID_FORM =
      Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private static final Pattern LOGGED = Pattern.compile(UUID_FORM + "|[a-z0-9._-]{0,24}");

  private Paths() {}

  /**
   * The UUID at {@code {name}} of the path; 422 VAL_003 when it is none. Authenticate before
   * calling it: nobody without a token is told anything about ids.
   */
  public static UUID uuid(ServerRequest request, String name) {
    return uuid(request, name, text -> Optional.empty());
  }

  /**
   * As {@link #uuid(ServerRequest, String)}; what is no UUID may be a name that {@code aliases}
   * knows.
   */
  public static UUID uuid(
      ServerRequest request, String name, Function<String, Optional<UUID>> aliases) {
    String text = request.path().pathParameters().get(name);
    return parse(text)
        .or(() -> aliases.apply(text))
        .orElseThrow(() -> ApiException.invalidField(name, "must be a UUID of 36 characters"));
  }

  /** A UUID in its 36-character form; empty for anything else. */
  public static Optional<UUID> parse(String text) {
    // UUID.fromString alone would take "1-1-1-1-1".
    return UUID_FORM.matcher(text).matches()
        ? Optional.of(UUID.fromString(text))
        : Optional.empty();
  }

  /**
   * A path as it may stand in the log. What a client puts in the place of an id may be anything, a
   * name for instance, so only what looks like a word of a route or like an id is kept.
   */
  static String forLog(String rawPath) {
    return Stream.of(rawPath.split("/", -1))
        .map(part -> LOGGED.matcher(part).matches() ? part : "…")
        .collect(Collectors.joining("/"));
  }
}
