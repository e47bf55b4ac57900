package dev.lumen.server.prompt;

import dev.lumen.server.account.Principal;
import dev.lumen.server.api.ApiException;
import dev.lumen.server.api.ErrorCode;
import dev.lumen.server.api.Paths;
import dev.lumen.server.api.Responses;
import dev.lumen.server.conversation.ConversationAccess;
import dev.lumen.server.database.Database;
import dev.lumen.server.turn.TurnStore;
import dev.lumen.server.turn.TurnView;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /api/v1/conversations/{id}/turns/{turn_id}/model-details}, also as {@code
 * gemini-details}: what a model was asked about a turn and what it answered, for whoever sees the
 * conversation.
 */
public final class DetailsResource implements HttpService {
  private final ConversationAccess access;
  private final Database database;
  private final TurnStore turns = new TurnStore();
  private final UsageStore usages = new UsageStore();

  public DetailsResource(ConversationAccess access, Database database) {
    this.access = access;
    this.database = database;
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .get("/{id}/turns/{turn_id}/model-details", this::details)
        .get("/{id}/turns/{turn_id}/gemini-details", this::details);
  }

  /**
   * What there is to know.
   *
   * @param aiModelUsed the engines that made the cleaned text
   * @param asked whether a model was asked
   * @param geminiPrompt the latest question, by the name of earlier clients; null without one
   * @param geminiResponse the answer to it; null where none came
   * @param geminiRequestId the provider's name for the call
   * @param timingBreakdown milliseconds by step
   * @param questions every time it was asked, the latest first
   */
  record Details(
      UUID turnId,
      UUID conversationId,
      String aiModelUsed,
      boolean asked,
      @Nullable String geminiPrompt,
      @Nullable String geminiResponse,
      @Nullable String geminiRequestId,
      Map<String, Double> timingBreakdown,
      List<Usage> questions) {

    static Details of(TurnView turn, List<Usage> asked) {
      @Nullable Usage latest = asked.isEmpty() ? null : asked.getFirst();
      return new Details(
          turn.turnId(),
          turn.conversationId(),
          turn.metadata().aiModelUsed(),
          latest != null,
          latest == null ? null : latest.prompt(),
          latest == null ? null : latest.answer(),
          latest == null ? null : latest.requestId(),
          turn.metadata().timingBreakdown(),
          asked);
    }
  }

  private void details(ServerRequest request, ServerResponse response) {
    Principal caller = access.caller(request, response);
    UUID conversation = access.conversation(request, caller).id();
    UUID turnId = Paths.uuid(request, "turn_id");
    Optional<Details> found =
        database.read(
            caller.actor(),
            handle ->
                turns
                    .find(handle, turnId)
                    .filter(turn -> turn.conversationId().equals(conversation))
                    .map(turn -> Details.of(turn, usages.ofTurn(handle, turnId))));
    Responses.ok(
        response,
        found.orElseThrow(
            () ->
                new ApiException(
                    ErrorCode.CONVERSATION_NOT_FOUND,
                    "There is no turn " + turnId + " in this conversation.")));
  }
}
