package dev.lumen.server.prompt;

import dev.lumen.server.account.Principal;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/prompt-engineering/templates}: read, write, activate and render templates. */
public final class TemplateResource implements HttpService {
  /** Where it and its neighbours are registered. */
  public static final String PATH = "/api/v1/prompt-engineering";

  private static final int MAX_NAME = 200;
  private static final int MAX_DESCRIPTION = 2_000;
  private static final int MAX_VALUE = 100_000;

  private final ConversationAccess access;
  private final Database database;
  private final TemplateStore templates = new TemplateStore();
  private final UsageStore usages = new UsageStore();

  public TemplateResource(ConversationAccess access, Database database) {
    this.access = access;
    this.database = database;
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .get("/templates", this::list)
        .post("/templates", this::create)
        .get("/templates/{template_id}", this::read)
        .put("/templates/{template_id}", this::update)
        .post("/templates/{template_id}/activate", this::activate)
        .post("/templates/{template_id}/render", this::render)
        .get("/templates/{template_id}/performance", this::performance)
        .get("/default-template", this::standard);
  }

  private void list(ServerRequest request, ServerResponse response) {
    Principal caller = access.caller(request, response);
    Fields query = Fields.query(request);
    boolean inactiveToo = query.optionalBoolean("include_inactive", true);
    query.check();
    Responses.ok(
        response, database.read(caller.actor(), handle -> templates.list(handle, inactiveToo)));
  }

  private void read(ServerRequest request, ServerResponse response) {
    Responses.ok(response, find(access.caller(request, response), request));
  }

  private void standard(ServerRequest request, ServerResponse response) {
    Principal caller = access.caller(request, response);
    Responses.ok(response, database.read(caller.actor(), templates::builtIn));
  }

  private void create(ServerRequest request, ServerResponse response) {
    Operators.require(access, request, response);
    Fields body = Body.read(request);
    TemplateStore.Draft draft =
        new TemplateStore.Draft(
            body.text("name", MAX_NAME).strip(),
            body.text("template", TemplateText.MAX_LENGTH),
            Objects.requireNonNullElse(body.optionalText("description", MAX_DESCRIPTION), ""));
    check(body, draft);
    Responses.ok(
        response,
        database.write(
            Operators.SERVICE,
            handle -> {
              requireRoom(handle);
              return templates.create(handle, draft).orElseThrow(TemplateResource::taken);
            }));
  }

  private void update(ServerRequest request, ServerResponse response) {
    Operators.require(access, request, response);
    UUID id = Paths.uuid(request, "template_id");
    Fields body = Body.read(request);
    body.rejectNull("name", "template");
    @Nullable String name = body.has("name") ? body.text("name", MAX_NAME).strip() : null;
    @Nullable String text =
        body.has("template") ? body.text("template", TemplateText.MAX_LENGTH) : null;
    @Nullable String description =
        body.isNull("description") ? "" : body.optionalText("description", MAX_DESCRIPTION);
    boolean isEmpty = name == null && text == null && description == null;
    body.check();
    Responses.ok(
        response,
        database.write(
            Operators.SERVICE,
            handle -> {
              Template before = templates.find(handle, id).orElseThrow(() -> unknown(id));
              TemplateStore.Draft draft =
                  new TemplateStore.Draft(
                      Objects.requireNonNullElse(name, before.name()),
                      Objects.requireNonNullElse(text, before.template()),
                      Objects.requireNonNullElse(description, before.description()));
              if (draft.isOf(before) && (isEmpty || templates.isNewest(handle, before))) {
                return before;
              }
              check(body, draft);
              requireRoom(handle);
              return templates
                  .addVersion(handle, before, draft)
                  .orElseThrow(TemplateResource::taken);
            }));
  }

  private void requireRoom(Handle handle) {
    if (templates.count(handle) >= TemplateStore.MOST) {
      throw ApiException.conflict(
          "There are " + TemplateStore.MOST + " versions of templates, which is the most.");
    }
  }

  private static void check(Fields body, TemplateStore.Draft draft) {
    new TemplateText(draft.template())
        .problem()
        .filter(problem -> !draft.template().isEmpty())
        .ifPresent(problem -> body.reject("template", problem));
    body.check();
  }

  private void activate(ServerRequest request, ServerResponse response) {
    Operators.require(access, request, response);
    UUID id = Paths.uuid(request, "template_id");
    Responses.ok(
        response,
        database
            .write(Operators.SERVICE, handle -> templates.activate(handle, id))
            .orElseThrow(() -> unknown(id)));
  }

  /**
   * A rendered template.
   *
   * @param tokenCount about how many tokens a model counts in it
   * @param missing variables that the template has and nobody gave; they stand there as they are
   */
  record Rendered(
      UUID templateId,
      String name,
      int version,
      String renderedPrompt,
      int tokenCount,
      List<String> missing) {

    static Rendered of(Template template, Map<String, String> values) {
      String prompt = template.text().render(values);
      return new Rendered(
          template.id(),
          template.name(),
          template.version(),
          prompt,
          TemplateText.tokens(prompt),
          template.variables().stream().filter(name -> !values.containsKey(name)).toList());
    }
  }

  private void render(ServerRequest request, ServerResponse response) {
    Principal caller = access.caller(request, response);
    Template template = find(caller, request);
    Fields body = Body.readOptional(request);
    Map<String, String> values = values(body.child("variables").orElse(body), MAX_VALUE);
    body.check();
    Responses.ok(response, Rendered.of(template, values));
  }

  /** The values that a request gives, all optional. */
  static Map<String, String> values(Fields fields, int longest) {
    Map<String, String> values = new HashMap<>();
    for (String name : TemplateText.KNOWN) {
      @Nullable String value =
          fields.optionalText(name, name.equals(TemplateText.RAW_TEXT) ? longest : MAX_VALUE);
      if (value != null) {
        values.put(name, value);
      }
    }
    return values;
  }

  /** How a template does, over the conversations that the caller may see. */
  record Performance(
      UUID templateId, String name, int version, boolean isActive, UsageFacts performance) {}

  private void performance(ServerRequest request, ServerResponse response) {
    Principal caller = access.caller(request, response);
    Template template = find(caller, request);
    Responses.ok(
        response,
        new Performance(
            template.id(),
            template.name(),
            template.version(),
            template.isActive(),
            database.read(caller.actor(), handle -> usages.ofTemplate(handle, template.id()))));
  }

  private Template find(Principal caller, ServerRequest request) {
    UUID id = Paths.uuid(request, "template_id");
    return database
        .read(caller.actor(), handle -> templates.find(handle, id))
        .orElseThrow(() -> unknown(id));
  }

  static ApiException unknown(UUID id) {
    return ApiException.notFound(
        "There is no prompt template " + id + "; GET " + PATH + "/templates lists them.");
  }

  private static ApiException taken() {
    return ApiException.conflict(
        "There is a template of this name. Choose another, or send PUT to its address for a new version of it.");
  }
}
