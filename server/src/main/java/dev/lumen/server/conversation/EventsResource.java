package dev.lumen.server.conversation;

import dev.lumen.server.account.RouteClass;
import dev.lumen.server.api.Accepts;
import dev.lumen.server.api.ApiException;
import dev.lumen.server.api.Fields;
import dev.lumen.server.api.Heads;
import dev.lumen.server.api.LoadShedder;
import dev.lumen.server.api.Responses;
import dev.lumen.server.realtime.EventStreams;
import dev.lumen.server.realtime.Resume;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /api/v1/conversations/{id}/events}: the events of a conversation for clients without a
 * WebSocket, as a stream of server-sent events or, asked for JSON, page by page.
 */
public final class EventsResource implements HttpService {
  private static final int DEFAULT_LIMIT = 100;
  private static final int MAX_LIMIT = 500;
  private static final int MAX_WAIT_SECONDS = 30;
  private static final String EVENT_STREAM = "text/event-stream";

  private final ConversationAccess access;
  private final EventStreams streams;

  public EventsResource(ConversationAccess access, EventStreams streams) {
    this.access = access;
    this.streams = streams;
  }

  @Override
  public void routing(HttpRules rules) {
    rules.get("/{id}/events", this::events);
  }

  private void events(ServerRequest request, ServerResponse response) {
    Fields query = Fields.query(request);
    ConversationAccess.Caller caller =
        access.caller(
            request, response, RouteClass.STATUS, query.optionalText("access_token", 8_192));
    int limit = query.optionalInt("limit", 1, MAX_LIMIT, DEFAULT_LIMIT);
    double wait = query.optionalNumber("wait", 0, MAX_WAIT_SECONDS, 0);
    Resume resume = new Resume(after(request, query), query.optionalText("epoch", 100));
    query.check();
    UUID id = access.conversation(request, caller.principal()).id();
    if (Accepts.prefers(request, EVENT_STREAM, "application/json")) {
      LoadShedder.staysOpen(request);
      stream(request, response, id, resume, caller);
    } else {
      Duration patience = Duration.ofMillis((long) (wait * 1_000));
      if (patience.isPositive()) {
        LoadShedder.staysOpen(request);
      }
      byte[] page =
          streams
              .page(id, resume, limit, patience)
              .orElseThrow(() -> ApiException.conversationNotFound(id));
      response.header(HeaderNames.CACHE_CONTROL, "no-store");
      Responses.json(response, 200, page);
    }
  }

  private void stream(
      ServerRequest request,
      ServerResponse response,
      UUID id,
      Resume resume,
      ConversationAccess.Caller caller) {
    EventStreams.Opening opening =
        streams.open(id, resume).orElseThrow(() -> ApiException.conversationNotFound(id));
    response.header(HeaderNames.CONTENT_TYPE, EVENT_STREAM);
    response.header(HeaderNames.CACHE_CONTROL, "no-store");
    // Proxies that gather answers would hold back every event.
    response.header(HeaderNames.create("X-Accel-Buffering"), "no");
    if (Heads.isAsked(request)) {
      response.send();
      return;
    }
    OutputStream out = response.outputStream();
    streams.run(opening, out, caller.expiresAt(), caller.welcome());
  }

  /** What a browser says when it comes back by itself counts more than what its address says. */
  private static @Nullable Long after(ServerRequest request, Fields query) {
    Optional<String> last = request.headers().first(HeaderNames.create("Last-Event-ID"));
    if (last.isPresent() && last.get().matches("\\d{1,18}")) {
      return Long.valueOf(last.get());
    }
    String after = query.optionalText("after", 18);
    if (after == null) {
      return null;
    }
    if (!after.matches("\\d{1,18}")) {
      query.reject("after", "must be a whole number from 0");
      return null;
    }
    return Long.valueOf(after);
  }
}
