package dev.lumen.server.api;

import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the server answers at which path: registers services and remembers their routes. Where they
 * answer GET, HEAD is answered too.
 */
public final class RouteTable {
  private static final Set<String> METHODS = Set.of("get", "post", "put", "delete", "patch");

  private final List<Route> routes = new ArrayList<>();

  /** A method, upper case, and a path template such as {@code /a/{id}}. */
  public record Route(String method, String template) {
    private boolean matches(String path) {
      String pattern =
          Pattern.compile("\\{[^}]*}")
              .splitAsStream(template)
              .map(Pattern::quote)
              .collect(Collectors.joining("[^/]+"));
      return path.matches(template.endsWith("}") ? pattern + "[^/]+" : pattern);
    }
  }

  /** Registers a service under a path, as the routing would. */
  public RouteTable register(HttpRouting.Builder routing, String base, HttpService service) {
    routing.register(base.isEmpty() ? "/" : base, service);
    service.routing(recorder(routing, base));
    return this;
  }

  /** All routes, as {@code get /a/{id}}. */
  public Set<String> all() {
    return routes.stream()
        .map(route -> route.method().toLowerCase(Locale.ROOT) + " " + route.template())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The methods that a path has; empty for an unknown path. */
  public Set<String> methodsAt(String path) {
    Set<String> methods =
        routes.stream()
            .filter(route -> route.matches(path))
            .map(Route::method)
            .collect(Collectors.toCollection(TreeSet::new));
    if (methods.contains("GET")) {
      methods.add("HEAD");
    }
    return methods;
  }

  /** Rules that note everything, and register what goes without saying. */
  private HttpRules recorder(HttpRouting.Builder routing, String base) {
    return (HttpRules)
        Proxy.newProxyInstance(
            HttpRules.class.getClassLoader(),
            new Class<?>[] {HttpRules.class},
            (self, method, arguments) -> {
              if (METHODS.contains(method.getName()) && arguments[0] instanceof String path) {
                String template = path.equals("/") ? base : base + path;
                routes.add(new Route(method.getName().toUpperCase(Locale.ROOT), template));
                if (method.getName().equals("get")) {
                  routing.head(base + path, heads((Handler[]) arguments[1]));
                  routing.head(template, heads((Handler[]) arguments[1]));
                }
              }
              return self;
            });
  }

  private static Handler[] heads(Handler... gets) {
    return Stream.of(gets).map(Heads::of).toArray(Handler[]::new);
  }
}
