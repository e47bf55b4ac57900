package dev.lumen.server.prompt;

import dev.lumen.server.api.ApiException;
import dev.lumen.server.api.Body;
import dev.lumen.server.api.Fields;
import dev.lumen.server.api.Paths;
import dev.lumen.server.api.Responses;
import dev.lumen.server.conversation.ConversationAccess;
import dev.lumen.server.database.Database;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** {@code /api/v1/prompt-engineering/ab-tests}: one template against another, on real turns. */
public final class AbTestResource implements HttpService {
  private static final int MAX_NAME = 200;
  private static final int MAX_DESCRIPTION = 2_000;
  private static final int HALF = 50;

  private final ConversationAccess access;
  private final Database database;
  private final InstantSource clock;
  private final TemplateStore templates = new TemplateStore();
  private final AbTestStore tests = new AbTestStore();
  private final UsageStore usages = new UsageStore();

  public AbTestResource(ConversationAccess access, Database database, InstantSource clock) {
    this.access = access;
    this.database = database;
    this.clock = clock;
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .get("/ab-tests", this::list)
        .post("/ab-tests", this::begin)
        .get("/ab-tests/active", this::active)
        .get("/ab-tests/{test_id}", this::read)
        .post("/ab-tests/{test_id}/end", this::end);
  }

  private void begin(ServerRequest request, ServerResponse response) {
    Operators.require(access, request, response);
    Fields body = Body.read(request);
    AbTest wanted =
        new AbTest(
            UUID.randomUUID(),
            body.text("name", MAX_NAME).strip(),
            Objects.requireNonNullElse(body.optionalText("description", MAX_DESCRIPTION), ""),
            body.uuid("template_a_id"),
            body.uuid("template_b_id"),
            body.optionalInt("share_b", 1, 99, HALF),
            "active",
            clock.instant(),
            null);
    body.check();
    if (wanted.templateA().equals(wanted.templateB())) {
      body.reject("template_b_id", "must be another version or template than template_a_id");
    }
    body.check();
    Responses.ok(
        response, database.write(Operators.SERVICE, handle -> begin(handle, body, wanted)));
  }

  private Comparison begin(Handle handle, Fields body, AbTest wanted) {
    if (templates.find(handle, wanted.templateA()).isEmpty()) {
      body.reject("template_a_id", "must be the id of a template");
    }
    if (templates.find(handle, wanted.templateB()).isEmpty()) {
      body.reject("template_b_id", "must be the id of a template");
    }
    body.check();
    return compared(
        handle,
        tests
            .begin(handle, wanted)
            .orElseThrow(
                () ->
                    ApiException.conflict(
                        "A test is running. End it with POST .../ab-tests/{test_id}/end before you begin another.")));
  }

  private void list(ServerRequest request, ServerResponse response) {
    Operators.require(access, request, response);
    Responses.ok(
        response,
        database.read(
            Operators.SERVICE,
            handle -> tests.latest(handle).stream().map(test -> compared(handle, test)).toList()));
  }

  private void active(ServerRequest request, ServerResponse response) {
    Operators.require(access, request, response);
    Responses.ok(
        response,
        database.read(
            Operators.SERVICE,
            handle ->
                tests
                    .active(handle)
                    .map(test -> List.of(compared(handle, test)))
                    .orElse(List.of())));
  }

  private void read(ServerRequest request, ServerResponse response) {
    Operators.require(access, request, response);
    UUID id = Paths.uuid(request, "test_id");
    respond(
        response,
        id,
        database.read(
            Operators.SERVICE,
            handle -> tests.find(handle, id).map(test -> compared(handle, test))));
  }

  private void end(ServerRequest request, ServerResponse response) {
    Operators.require(access, request, response);
    UUID id = Paths.uuid(request, "test_id");
    respond(
        response,
        id,
        database.write(
            Operators.SERVICE,
            handle -> tests.end(handle, id, clock.instant()).map(test -> compared(handle, test))));
  }

  private static void respond(ServerResponse response, UUID id, Optional<Comparison> found) {
    Responses.ok(
        response, found.orElseThrow(() -> ApiException.notFound("There is no test " + id + ".")));
  }

  private Comparison compared(Handle handle, AbTest test) {
    return Comparison.of(
        test, usages.ofVariant(handle, test.id(), "A"), usages.ofVariant(handle, test.id(), "B"));
  }
}
