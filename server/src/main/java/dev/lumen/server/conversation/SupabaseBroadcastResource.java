package dev.lumen.server.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lumen.server.account.Principal;
import dev.lumen.server.api.ApiException;
import dev.lumen.server.api.Body;
import dev.lumen.server.api.Fields;
import dev.lumen.server.api.Json;
import dev.lumen.server.realtime.Viewer;
import dev.lumen.server.realtime.supabase.Said;
import dev.lumen.server.realtime.supabase.SupabaseFace;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.ArrayList;
import java.util.List;

/** Broadcasts by HTTP, for clients of Supabase that are in no channel. */
public final class SupabaseBroadcastResource implements HttpService {
  /** Where it is registered. */
  public static final String PATH = "/realtime/v1/api";

  private static final int MAX_NAME = 255;
  private static final int MAX_MESSAGES = 100;
  private static final int MAX_BODY = 1 << 20;
  private static final int MAX_CONTENT = 256 << 10;

  private final SupabaseCallers callers;
  private final SupabaseFace face;

  public SupabaseBroadcastResource(SupabaseCallers callers, SupabaseFace face) {
    this.callers = callers;
    this.face = face;
  }

  @Override
  public void routing(HttpRules rules) {
    rules.post("/broadcast", this::several).post("/broadcast/{topic}/events/{event}", this::one);
  }

  private void several(ServerRequest request, ServerResponse response) {
    Principal caller = callers.caller(request, response);
    Fields body = Body.read(request, MAX_BODY);
    List<SupabaseFace.Broadcast> messages = new ArrayList<>();
    for (Fields message : body.children("messages", MAX_MESSAGES)) {
      messages.add(
          new SupabaseFace.Broadcast(
              message.text("topic", MAX_NAME),
              message.optionalBoolean("private", false),
              new Said(message.text("event", MAX_NAME), true, Json.bytes(message.any("payload")))));
    }
    body.check();
    messages.forEach(message -> send(message, caller));
    response.status(202).send();
  }

  private void one(ServerRequest request, ServerResponse response) {
    Principal caller = callers.caller(request, response);
    boolean json =
        !request
            .headers()
            .first(HeaderNames.CONTENT_TYPE)
            .orElse("application/json")
            .startsWith("application/octet-stream");
    byte[] content = Body.bytes(request, MAX_CONTENT);
    send(
        new SupabaseFace.Broadcast(
            request.path().pathParameters().get("topic"),
            request.query().first("private").orElse("false").equals("true"),
            new Said(
                request.path().pathParameters().get("event"),
                json,
                json ? Json.bytes(parsed(content)) : content)),
        caller);
    response.status(202).send();
  }

  private static JsonNode parsed(byte[] content) {
    try {
      return Json.read(content, JsonNode.class);
    } catch (java.io.UncheckedIOException e) {
      throw ApiException.badRequest("The body is not valid JSON.");
    }
  }

  private void send(SupabaseFace.Broadcast message, Principal caller) {
    Viewer sender = new Viewer(caller.id(), caller.isAdministrator(), null);
    if (face.broadcast(message, sender) == SupabaseFace.Sent.NOT_ALLOWED) {
      throw ApiException.forbidden(
          "You may not write to one of these topics; messages before it were sent.");
    }
  }
}
