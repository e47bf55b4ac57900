package dev.lumen.server.prompt;

import dev.lumen.server.api.ApiException;
import dev.lumen.server.api.Body;
import dev.lumen.server.api.ErrorCode;
import dev.lumen.server.api.Fields;
import dev.lumen.server.api.Paths;
import dev.lumen.server.api.Responses;
import dev.lumen.server.conversation.ConversationAccess;
import dev.lumen.server.database.Database;
import dev.lumen.server.model.ModelException.Kind;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code POST /api/v1/prompt-engineering/templates/{id}/simulate}: a template on a sample. */
public final class SimulationResource implements HttpService {
  /**
   * How a model fails that another question would find no better; what it says of this one is told.
   */
  private static final Set<String> AWAY =
      Stream.of(
              Kind.LATE,
              Kind.UNREACHABLE,
              Kind.UNAUTHORISED,
              Kind.THROTTLED,
              Kind.BROKEN,
              Kind.RESTING)
          .map(Consultation::failure)
          .collect(Collectors.toUnmodifiableSet());

  private final ConversationAccess access;
  private final Database database;
  private final Optional<Adviser> adviser;
  private final TemplateStore templates = new TemplateStore();

  /**
   * @param adviser who can ask a model, where there is one
   */
  public SimulationResource(
      ConversationAccess access, Database database, Optional<Adviser> adviser) {
    this.access = access;
    this.database = database;
    this.adviser = adviser;
  }

  @Override
  public void routing(HttpRules rules) {
    rules.post("/templates/{template_id}/simulate", this::simulate);
  }

  private void simulate(ServerRequest request, ServerResponse response) {
    Operators.require(access, request, response);
    UUID id = Paths.uuid(request, "template_id");
    Fields body = Body.read(request);
    Fields given = body.child("variables").orElse(body);
    Map<String, String> values = TemplateResource.values(given, Adviser.LONGEST_TURN);
    if (values.getOrDefault(TemplateText.RAW_TEXT, "").isBlank()) {
      given.rejectMissing(TemplateText.RAW_TEXT);
    }
    body.check();
    Template template =
        database
            .read(Operators.SERVICE, handle -> templates.find(handle, id))
            .orElseThrow(() -> TemplateResource.unknown(id));
    Simulation.Sample sample = Simulation.Sample.of(template, values);
    Responses.ok(
        response, adviser.map(it -> tryOut(it, sample)).orElseGet(() -> Simulation.alone(sample)));
  }

  private static Simulation tryOut(Adviser adviser, Simulation.Sample sample) {
    try {
      Simulation simulation = adviser.tryOut(sample);
      Simulation.Advice advice = simulation.advice();
      if (advice != null && advice.failure() != null && AWAY.contains(advice.failure())) {
        throw new ApiException(
            ErrorCode.AI_MODEL_UNAVAILABLE,
            "The language model %s gave no answer (%s), so there is nothing of it to show."
                .formatted(simulation.model(), advice.failure()));
      }
      return simulation;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ApiException(
          ErrorCode.AI_MODEL_UNAVAILABLE, "The server stops, so the model was not waited for.");
    }
  }
}
