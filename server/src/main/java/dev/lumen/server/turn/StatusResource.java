package dev.lumen.server.turn;

import dev.lumen.server.account.Principal;
import dev.lumen.server.account.RouteClass;
import dev.lumen.server.api.ApiException;
import dev.lumen.server.api.Responses;
import dev.lumen.server.conversation.Conversation;
import dev.lumen.server.conversation.ConversationAccess;
import dev.lumen.server.queue.Ready;
import dev.lumen.server.realtime.EventDraft;
import dev.lumen.server.realtime.EventStore;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** {@code /api/v1/conversations/{id}/status}, {@code /pause} and {@code /resume}. */
public final class StatusResource implements HttpService {
  private final ConversationAccess access;
  private final TurnRoom room;
  private final ProcessingStatus status;

  public StatusResource(ConversationAccess access, TurnRoom room, ProcessingStatus status) {
    this.access = access;
    this.room = room;
    this.status = status;
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .get("/{id}/status", this::status)
        .post("/{id}/pause", (request, response) -> hold(request, response, true))
        .post("/{id}/resume", (request, response) -> hold(request, response, false));
  }

  private void status(ServerRequest request, ServerResponse response) {
    Principal caller = access.caller(request, response, RouteClass.STATUS);
    Conversation conversation = access.conversation(request, caller);
    Responses.ok(response, status.of(caller.actor(), conversation));
  }

  private void hold(ServerRequest request, ServerResponse response, boolean held) {
    Principal caller = access.caller(request, response);
    UUID id = access.conversationId(request, caller);
    Held done = room.database().write(caller.actor(), handle -> hold(handle, id, held));
    room.queue().dispatch(done.ready());
    Responses.ok(response, status.of(caller.actor(), done.conversation()));
  }

  private record Held(Conversation conversation, List<Ready> ready) {}

  private Held hold(Handle handle, UUID id, boolean held) {
    boolean found = room.conversations().lock(handle, id);
    if (!found) {
      throw ApiException.conversationNotFound(id);
    }
    if (held) {
      if (room.conversations().isSpokenToEnd(handle, id)) {
        throw ConversationLock.over();
      }
      room.conversations().pause(handle, id);
    } else {
      // One that is not paused may still wait for a turn that failed.
      room.conversations().resume(handle, id);
      room.turns().waitFor(handle, id, null);
    }
    List<Ready> ready = room.queue().hold(handle, id, held);
    Conversation conversation = room.conversations().find(handle, id).orElseThrow();
    EventStore.append(handle, id, List.of(EventDraft.conversationUpdated()));
    return new Held(conversation, ready);
  }
}
