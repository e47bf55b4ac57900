package dev.lumen.server.review;

import dev.lumen.server.account.Principal;
import dev.lumen.server.api.ApiException;
import dev.lumen.server.api.Body;
import dev.lumen.server.api.Fields;
import dev.lumen.server.api.Paths;
import dev.lumen.server.api.Responses;
import dev.lumen.server.conversation.ConversationAccess;
import dev.lumen.server.turn.TurnResource;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code /api/v1/conversations/{id}/turns/{turn_id}}: read one turn, decide its corrections, edit
 * its cleaned text; {@code /api/v1/conversations/{id}/corrections/decisions}: decide all alike.
 */
public final class ReviewResource implements HttpService {
  private static final int MAX_RULE = 100;
  private static final int MAX_REVISION = Integer.MAX_VALUE;
  private static final Pattern CORRECTION_ID = Pattern.compile("[0-9]{1,9}-[0-9]{1,9}");

  private final ConversationAccess access;
  private final Reviewer reviewer;

  public ReviewResource(ConversationAccess access, Reviewer reviewer) {
    this.access = access;
    this.reviewer = reviewer;
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .get("/{id}/turns/{turn_id}", this::read)
        .put("/{id}/turns/{turn_id}/cleaned-text", this::edit)
        .post("/{id}/turns/{turn_id}/corrections/{correction_id}/decision", this::decide)
        .post("/{id}/corrections/decisions", this::decideAll);
  }

  private void read(ServerRequest request, ServerResponse response) {
    Principal caller = access.caller(request, response);
    UUID id = access.conversation(request, caller).id();
    Responses.ok(response, reviewer.find(caller.actor(), id, Paths.uuid(request, "turn_id")));
  }

  private void edit(ServerRequest request, ServerResponse response) {
    Principal caller = access.caller(request, response);
    UUID id = access.conversationId(request, caller);
    UUID turnId = Paths.uuid(request, "turn_id");
    Fields body = Body.read(request);
    @Nullable String text = body.optionalText("cleaned_text", TurnResource.MAX_RAW_TEXT);
    if (!body.has("cleaned_text")) {
      body.rejectMissing("cleaned_text");
    }
    Reviewer.Target target = new Reviewer.Target(id, turnId, revision(body));
    body.check();
    Responses.ok(response, reviewer.edit(caller.actor(), target, text == null ? "" : text));
  }

  private void decide(ServerRequest request, ServerResponse response) {
    Principal caller = access.caller(request, response);
    UUID id = access.conversationId(request, caller);
    UUID turnId = Paths.uuid(request, "turn_id");
    String correctionId = request.path().pathParameters().get("correction_id");
    if (!CORRECTION_ID.matcher(correctionId).matches()) {
      throw ApiException.invalidField(
          "correction_id", "must be the id of a correction, such as 8-17");
    }
    Fields body = Body.read(request);
    Verdict verdict = verdict(body);
    Reviewer.Target target = new Reviewer.Target(id, turnId, revision(body));
    body.check();
    Responses.ok(response, reviewer.decide(caller.actor(), target, correctionId, verdict));
  }

  private void decideAll(ServerRequest request, ServerResponse response) {
    Principal caller = access.caller(request, response);
    UUID id = access.conversationId(request, caller);
    Fields body = Body.read(request);
    Reviewer.Alike alike =
        new Reviewer.Alike(
            body.text("rule", MAX_RULE),
            body.text("original", TurnResource.MAX_RAW_TEXT),
            verdict(body));
    boolean preview = body.optionalBoolean("preview", false);
    body.check();
    Responses.ok(response, reviewer.decideAll(caller.actor(), id, alike, preview));
  }

  private static Verdict verdict(Fields body) {
    Decision decision = body.choice("decision", Decision.NAMES, Decision.UNDO);
    @Nullable String corrected = body.optionalText("corrected", TurnResource.MAX_RAW_TEXT);
    if (decision == Decision.MODIFY && !body.has("corrected")) {
      body.rejectMissing("corrected");
    }
    return new Verdict(decision, corrected);
  }

  private static @Nullable Integer revision(Fields body) {
    return body.has("revision") ? body.optionalInt("revision", 0, MAX_REVISION, 0) : null;
  }
}
