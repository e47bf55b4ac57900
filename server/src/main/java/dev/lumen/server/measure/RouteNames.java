package dev.lumen.server.measure;

import java.util.Map;
import java.util.Optional;

/** What the requests of a route are called, measured here or by a browser. */
public final class RouteNames {
  /** What browsers measured of requests, by {@link #inBrowser}. */
  public static final String IN_BROWSERS = "client.api";

  private static final String API = "/api/v1/";

  private static final Map<String, String> NAMED =
      Map.of(
          "get /api/v1/conversations", "api.conversation.list",
          "post /api/v1/conversations", "api.conversation.create",
          "get /api/v1/conversations/{id}", "api.conversation.get",
          "get /api/v1/conversations/{id}/status", "api.conversation.status",
          "post /api/v1/conversations/{id}/context", "api.context.update",
          "post /api/v1/auth/login", "api.auth.login",
          "post /api/v1/auth/refresh", "api.auth.refresh",
          "post /api/v1/auth/logout", "api.auth.logout");

  private RouteNames() {}

  /**
   * The operation's name of a route; a slash at its end says nothing.
   *
   * @param method in small letters
   */
  public static String of(String method, String pattern) {
    String route = pattern.endsWith("/") ? pattern.substring(0, pattern.length() - 1) : pattern;
    String named = NAMED.get(method + " " + route);
    return named != null ? named : "api." + place(route).replace('/', '.') + "." + method;
  }

  /** The current API's routes by themselves, others with what tells them from those. */
  private static String place(String route) {
    if (route.startsWith(API)) {
      return route.substring(API.length());
    }
    if (!route.startsWith("/api/")) {
      return route.substring(1);
    }
    String rest = route.substring("/api/".length());
    return rest.matches("(v\\d+|test)(/.*)?") ? rest : "original." + rest;
  }

  /**
   * The operation's name of what a browser measured of a route.
   *
   * @param route as {@code get /api/v1/conversations/{id}}
   */
  public static String inBrowser(String route) {
    return IN_BROWSERS + "." + route.replaceFirst(" " + API, ".");
  }

  /** What the server calls the same requests; empty where a browser's name is no route's. */
  static Optional<String> ofServer(String inBrowser) {
    String[] parts = inBrowser.substring(IN_BROWSERS.length()).split("\\.", 3);
    return parts.length == 3 ? Optional.of(of(parts[1], API + parts[2])) : Optional.empty();
  }
}
