package dev.lumen.server.performance;

import dev.lumen.server.account.Principal;
import dev.lumen.server.api.ApiException;
import dev.lumen.server.api.Responses;
import dev.lumen.server.conversation.ConversationAccess;
import dev.lumen.server.database.Database;
import dev.lumen.server.database.DatabaseReports;
import dev.lumen.server.measure.LogCounts;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * {@code GET /api/v1/store} and {@code /log}: the state of the store and of the log, for operators.
 */
public final class StoreResource implements HttpService {
  /** Where it is registered. */
  public static final String PATH = "/api/v1/store";

  private final ConversationAccess access;
  private final Database database;
  private final InstantSource clock;
  private final LogCounts log;

  public StoreResource(
      ConversationAccess access, Database database, InstantSource clock, LogCounts log) {
    this.access = access;
    this.database = database;
    this.clock = clock;
    this.log = log;
  }

  /**
   * The store as it is (M-11).
   *
   * @param hours of the last 24 those that had turns, the latest first
   */
  record State(
      Instant timestamp,
      DatabaseReports.Health health,
      List<DatabaseReports.Hour> hours,
      List<DatabaseReports.RowCount> rows,
      List<DatabaseReports.TableStatistics> tables,
      List<DatabaseReports.IndexUse> indexes,
      List<DatabaseReports.TableSize> sizes,
      List<DatabaseReports.Publication> publications) {}

  /** How often the node that answers has warned since its start (M-12). */
  record Log(Instant timestamp, long warnings, long errors, List<LogCounts.Line> loggers) {}

  @Override
  public void routing(HttpRules rules) {
    rules.get("/", this::state).get("/log", this::log);
  }

  private void state(ServerRequest request, ServerResponse response) {
    Principal caller = admit(request, response);
    Responses.ok(response, database.read(caller.actor(), this::state));
  }

  private State state(Handle handle) {
    Instant now = clock.instant();
    return new State(
        now,
        DatabaseReports.health(handle, now),
        DatabaseReports.hours(handle, now),
        DatabaseReports.rowCounts(handle),
        DatabaseReports.tables(handle),
        DatabaseReports.indexes(handle),
        DatabaseReports.sizes(handle),
        DatabaseReports.publications(handle));
  }

  private void log(ServerRequest request, ServerResponse response) {
    admit(request, response);
    List<LogCounts.Line> lines = log.lines();
    Responses.ok(
        response, new Log(clock.instant(), sum(lines, "warning"), sum(lines, "error"), lines));
  }

  private static long sum(List<LogCounts.Line> lines, String level) {
    return lines.stream()
        .filter(line -> line.level().equals(level))
        .mapToLong(LogCounts.Line::count)
        .sum();
  }

  private Principal admit(ServerRequest request, ServerResponse response) {
    Principal caller = access.caller(request, response);
    if (!access.mayOperate(caller)) {
      throw ApiException.forbidden("Only an administrator may read the state of the store.");
    }
    return caller;
  }
}
