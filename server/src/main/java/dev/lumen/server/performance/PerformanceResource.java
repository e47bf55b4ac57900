package dev.lumen.server.performance;

import dev.lumen.server.account.Principal;
import dev.lumen.server.api.ApiException;
import dev.lumen.server.api.Body;
import dev.lumen.server.api.Fields;
import dev.lumen.server.api.Responses;
import dev.lumen.server.conversation.ConversationAccess;
import dev.lumen.server.measure.Operation;
import dev.lumen.server.measure.RouteNames;
import dev.lumen.server.measure.Summary;
import dev.lumen.server.measure.Targets;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;

/**
 * {@code /api/v1/performance}: measurements, targets, alerts and remedies. Whoever is signed in may
 * read them, as they hold nothing that anybody said; remedies are switched by administrators.
 */
public final class PerformanceResource implements HttpService {
  /** Where it is registered. */
  public static final String PATH = "/api/v1/performance";

  private static final Pattern INTERACTION = Pattern.compile("(ui|websocket)\\.[a-z][a-z_.]{0,60}");
  private static final Pattern CALL = Pattern.compile("api\\.[A-Za-z0-9_.{}/-]{1,80}");

  /** What a browser says of these would be taken for what the server has measured. */
  private static final Set<String> MEASURED_HERE = Set.of("websocket.delivery");

  private static final int MOST_INTERACTIONS = 200;
  private static final double LONGEST_MS = 120_000;
  private static final Map<String, Remedy> REMEDIES =
      Arrays.stream(Remedy.values())
          .collect(Collectors.toMap(Remedy::wireName, Function.identity()));
  private static final Map<String, Boolean> SCOPES = Map.of("all", true, "node", false);

  private final ConversationAccess access;
  private final Monitor monitor;
  private final Supplier<Set<String>> routes;

  /**
   * @param routes every route there is, as {@code get /api/v1/conversations/{id}}
   */
  public PerformanceResource(
      ConversationAccess access, Monitor monitor, Supplier<Set<String>> routes) {
    this.access = access;
    this.monitor = monitor;
    this.routes = routes;
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .get("/", this::overview)
        .get("/alerts", this::alerts)
        .get("/history", this::history)
        .post("/interactions", this::interactions)
        .post("/remedies/{name}", this::remedy);
  }

  private void overview(ServerRequest request, ServerResponse response) {
    access.caller(request, response);
    Fields query = Fields.query(request);
    int window = query.optionalInt("window", 1, Operation.MINUTES, Operation.MINUTES);
    boolean all = !Boolean.FALSE.equals(query.optionalChoice("scope", SCOPES));
    query.check();
    Responses.ok(response, monitor.overview(window, all));
  }

  /** What is wrong now, and what was, the latest first. */
  record AlertList(List<Alert> active, List<Alert> recent) {}

  private void alerts(ServerRequest request, ServerResponse response) {
    access.caller(request, response);
    Responses.ok(response, new AlertList(monitor.alerts().active(), monitor.alerts().recent()));
  }

  /** One minute of an operation. */
  record Point(Instant at, Summary summary) {}

  /** The last hour of an operation, minute by minute, on the node that answers. */
  record History(String operation, List<Point> points) {}

  private void history(ServerRequest request, ServerResponse response) {
    access.caller(request, response);
    Fields query = Fields.query(request);
    String name = query.text("operation", 120);
    query.check();
    Operation operation =
        monitor.measurements().all().stream()
            .filter(it -> it.name().equals(name))
            .findFirst()
            .orElseThrow(
                () -> ApiException.notFound("No operation of that name was measured here yet."));
    long now = monitor.measurements().minute();
    List<Point> points =
        LongStream.rangeClosed(now - Operation.MINUTES + 1, now)
            .mapToObj(minute -> point(operation, now, minute))
            .filter(point -> point.summary().count() > 0)
            .toList();
    Responses.ok(response, new History(name, points));
  }

  private static Point point(Operation operation, long now, long minute) {
    Histogram one = operation.one(now, minute);
    return new Point(
        Instant.ofEpochSecond(minute * 60),
        Summary.of(one, Targets.standard().of(operation.name())));
  }

  /** How many measurements were taken, and how many had a name that is none. */
  record Noted(int noted, int refused) {}

  private record Measured(String operation, double millis) {}

  private void interactions(ServerRequest request, ServerResponse response) {
    access.caller(request, response);
    Fields body = Body.read(request);
    List<Fields> sent = body.children("interactions", MOST_INTERACTIONS);
    // Counted only when all of them can be: whoever is told of a fault sends them all again.
    List<Measured> known = new ArrayList<>();
    int refused = 0;
    for (Fields one : sent) {
      String name = one.text("name", 100);
      double millis = one.optionalNumber("duration_ms", 0, LONGEST_MS, -1);
      if (millis < 0) {
        one.rejectMissing("duration_ms");
      } else if (isKnown(name)) {
        known.add(new Measured(nameOf(name), millis));
      } else {
        refused++;
      }
    }
    body.check();
    known.forEach(it -> monitor.measurements().operation(it.operation()).recordMillis(it.millis()));
    Responses.ok(response, new Noted(known.size(), refused));
  }

  /** Names come from browsers, so only those that a target knows become operations. */
  private static boolean isKnown(String name) {
    return (INTERACTION.matcher(name).matches()
            && Targets.standard().knows(name)
            && !MEASURED_HERE.contains(name))
        || CALL.matcher(name).matches();
  }

  /**
   * What a browser measured of the API is kept apart from what the server measured; by the name it
   * gave where that is a route (M-03), so that nobody can make names up.
   */
  private String nameOf(String name) {
    if (!name.startsWith("api.")) {
      return name;
    }
    int dot = name.indexOf('.', "api.".length());
    String route =
        dot < 0 ? "" : name.substring("api.".length(), dot) + " /api/v1/" + name.substring(dot + 1);
    return routes.get().stream()
        .filter(it -> unnamed(it).equals(unnamed(route)))
        .findFirst()
        .map(RouteNames::inBrowser)
        .orElse(RouteNames.IN_BROWSERS);
  }

  /** A route whatever its parameters are called. */
  private static String unnamed(String route) {
    return route.replaceAll("\\{[^}]*}", "{}");
  }

  private void remedy(ServerRequest request, ServerResponse response) {
    Principal caller = access.caller(request, response);
    if (!access.mayOperate(caller)) {
      throw ApiException.forbidden("Only an administrator may switch remedies.");
    }
    Remedy remedy = REMEDIES.get(request.path().pathParameters().get("name"));
    if (remedy == null) {
      throw ApiException.notFound("There is no such remedy; GET /api/v1/performance lists them.");
    }
    Fields body = Body.read(request);
    boolean active = body.optionalBoolean("active", true);
    body.check();
    if (!active) {
      monitor.remedies().takeBack(remedy, Remedies.BY_HAND);
    } else if (!monitor.remedies().apply(remedy, Remedies.BY_HAND)) {
      throw ApiException.conflict("This server has nothing to apply this remedy with.");
    }
    Responses.ok(response, Map.of("remedies", monitor.remedies().states()));
  }
}
