package dev.lumen.server.conversation;

import dev.lumen.server.api.Json;
import dev.lumen.server.realtime.EventDraft;
import dev.lumen.server.realtime.EventType;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** The durable events that tell of a conversation itself. */
public final class ConversationEvents {
  private ConversationEvents() {}

  /** A conversation as it now stands. */
  public static EventDraft updated(Conversation conversation, Instant now) {
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("conversation", conversation);
    payload.put("timestamp", now.toEpochMilli());
    return EventType.CONVERSATION_UPDATED.draft(Json.text(payload));
  }
}
