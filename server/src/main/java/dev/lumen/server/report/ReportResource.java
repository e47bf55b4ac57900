package dev.lumen.server.report;

import dev.lumen.server.account.Principal;
import dev.lumen.server.api.ApiException;
import dev.lumen.server.api.Body;
import dev.lumen.server.api.Fields;
import dev.lumen.server.api.Responses;
import dev.lumen.server.conversation.ConversationAccess;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/reports}: the daily reports, for administrators. */
public final class ReportResource implements HttpService {
  /** Where it is registered. */
  public static final String PATH = "/api/v1/reports";

  private static final int MOST_LISTED = 400;
  private static final Map<String, String> FORMATS =
      Map.of("json", "json", "markdown", "markdown", "md", "markdown", "html", "html");

  private final ConversationAccess access;
  private final ReportStore store;
  private final ReportMaker maker;
  private final Runnable keep;

  /**
   * @param keep keeps what this node has measured up to now
   */
  public ReportResource(
      ConversationAccess access, ReportStore store, ReportMaker maker, Runnable keep) {
    this.access = access;
    this.store = store;
    this.maker = maker;
    this.keep = keep;
  }

  @Override
  public void routing(HttpRules rules) {
    rules.get("/", this::list).post("/", this::make).get("/{date}", this::read);
  }

  /** A line of the list. */
  record Line(
      String date,
      Instant madeAt,
      boolean complete,
      DailyReport.Summary summary,
      int recommendations) {}

  /** Reports, the latest first. */
  record Listing(List<Line> reports) {}

  private void list(ServerRequest request, ServerResponse response) {
    admit(request, response);
    Responses.ok(
        response,
        new Listing(
            store.before(LocalDate.of(9999, 1, 1), MOST_LISTED).stream()
                .map(
                    it ->
                        new Line(
                            it.date(),
                            it.madeAt(),
                            it.complete(),
                            it.summary(),
                            it.recommendations().size()))
                .toList()));
  }

  private void make(ServerRequest request, ServerResponse response) {
    admit(request, response);
    Fields body = Body.read(request);
    @Nullable String given = body.optionalText("date", 10);
    body.check();
    LocalDate day = given == null ? maker.today() : day(given);
    if (day.isAfter(maker.today())) {
      throw ApiException.invalidField("date", "is still to come");
    }
    keep.run();
    try {
      Responses.ok(response, maker.make(day));
    } catch (LessKeptException e) {
      throw ApiException.conflict(String.valueOf(e.getMessage()));
    }
  }

  private void read(ServerRequest request, ServerResponse response) {
    admit(request, response);
    Fields query = Fields.query(request);
    @Nullable String format = query.optionalChoice("format", FORMATS);
    query.check();
    DailyReport report =
        store
            .find(day(request.path().pathParameters().get("date")))
            .orElseThrow(
                () ->
                    ApiException.notFound(
                        "There is no report of that day; POST /api/v1/reports makes one."));
    if (format == null || format.equals("json")) {
      Responses.ok(response, report);
    } else if (format.equals("markdown")) {
      response.headers().set(HeaderNames.CONTENT_TYPE, "text/markdown; charset=utf-8");
      response.send(MarkdownReport.of(report));
    } else {
      response.headers().set(HeaderNames.CONTENT_TYPE, "text/html; charset=utf-8");
      response.headers().set(HeaderNames.create("Content-Security-Policy"), HtmlStyle.POLICY);
      response.send(HtmlReport.of(report));
    }
  }

  private void admit(ServerRequest request, ServerResponse response) {
    Principal caller = access.caller(request, response);
    if (!access.mayOperate(caller)) {
      throw ApiException.forbidden("Only an administrator may read or make reports.");
    }
  }

  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw ApiException.invalidField("date", "is a day as 2026-01-31");
    }
  }
}
