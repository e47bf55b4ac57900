package dev.lumen.server.prompt;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lumen.server.account.Principal;
import dev.lumen.server.api.ApiException;
import dev.lumen.server.api.ErrorCode;
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
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/prompt-engineering}: what was asked about a turn, and figures over all of it. */
public final class InsightResource implements HttpService {
  private static final int DAYS = 30;
  private static final int MOST_DAYS = 366;

  private final ConversationAccess access;
  private final Database database;
  private final InstantSource clock;
  private final TemplateStore templates = new TemplateStore();
  private final UsageStore usages = new UsageStore();

  public InsightResource(ConversationAccess access, Database database, InstantSource clock) {
    this.access = access;
    this.database = database;
    this.clock = clock;
  }

  @Override
  public void routing(HttpRules rules) {
    rules.get("/turns/{turn_id}/prompt-analysis", this::analysis).get("/insights", this::insights);
  }

  /**
   * What a model was asked about a turn, or would be.
   *
   * @param asked whether it was asked
   * @param renderedPrompt the question; null where no template is active
   * @param values of a template's variables for this turn as it stands, so that another can be
   *     tried on it
   * @param usages every time it was asked, the latest first
   */
  record Analysis(
      UUID turnId,
      UUID conversationId,
      String rawText,
      String cleanedText,
      boolean asked,
      @Nullable Question renderedPrompt,
      Map<String, String> values,
      List<Usage> usages) {}

  /** A question and with what it was written. */
  record Question(
      UUID templateId,
      String name,
      int version,
      String renderedPrompt,
      int tokenCount,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<String> variables) {}

  private void analysis(ServerRequest request, ServerResponse response) {
    Principal caller = access.caller(request, response);
    UUID id = Paths.uuid(request, "turn_id");
    Responses.ok(
        response,
        database
            .read(caller.actor(), handle -> analysis(handle, id))
            .orElseThrow(() -> unknown(id)));
  }

  private static ApiException unknown(UUID id) {
    return new ApiException(
        ErrorCode.CONVERSATION_NOT_FOUND, "There is no turn " + id + " in your conversations.");
  }

  private Optional<Analysis> analysis(Handle handle, UUID turnId) {
    return TurnMaterial.of(handle, turnId)
        .map(
            material -> {
              List<Usage> asked = usages.ofTurn(handle, turnId);
              return new Analysis(
                  turnId,
                  material.turn().conversationId(),
                  material.turn().rawText(),
                  material.turn().cleanedText(),
                  !asked.isEmpty(),
                  asked.isEmpty()
                      ? templates.active(handle).map(it -> wouldAsk(it, material)).orElse(null)
                      : wasAsked(asked.getFirst()),
                  material.values(),
                  asked);
            });
  }

  private static Question wasAsked(Usage usage) {
    Usage.Choice with = usage.asked();
    return new Question(
        with.templateId(),
        with.name(),
        with.version(),
        usage.prompt(),
        TemplateText.tokens(usage.prompt()),
        null);
  }

  private static Question wouldAsk(Template template, TurnMaterial material) {
    String prompt = template.text().render(material.values());
    return new Question(
        template.id(),
        template.name(),
        template.version(),
        prompt,
        TemplateText.tokens(prompt),
        template.variables());
  }

  private void insights(ServerRequest request, ServerResponse response) {
    Principal caller = access.caller(request, response);
    Fields query = Fields.query(request);
    int days = query.optionalInt("days", 1, MOST_DAYS, DAYS);
    query.check();
    Responses.ok(
        response,
        database.readHeavy(caller.actor(), handle -> Insights.of(handle, clock.instant(), days)));
  }
}
