package dev.lumen.server.realtime;

/** The types of news that subscribers know; {@code docs/protocol/native.md} has their payloads. */
public enum EventType {
  TURN_QUEUED("turn:queued", true),
  TURN_PROCESSING("turn:processing", false),
  TURN_PROCESSED("turn:processed", true),
  TURN_REVISED("turn:revised", true),
  TURN_ERROR("turn:error", true),
  CONFIDENCE_UPDATED("confidence:updated", true),
  CORRECTION_APPLIED("correction:applied", true),
  CONTEXT_DETECTED("context:detected", true),
  CONVERSATION_UPDATED("conversation:updated", true),
  STATE_UPDATE("state_update", true),
  AI_RESPONSE("ai_response", true),
  TRANSCRIPT_UPDATE("transcript_update", false),
  REPLY_UPDATE("reply_update", false),
  SPEECH_EVENT("speech_event", false),
  CONNECTION_STATUS("connection_status", false),
  QUEUE_POSITION("queue:position", false),
  SYSTEM_STATUS("system:status", false),
  METRICS("metrics", false),
  PERFORMANCE_ALERT("performance:alert", false),
  CONVERSATION_DELETED("conversation:deleted", false),
  GAP("gap", false);

  private final String wireName;
  private final boolean durable;

  EventType(String wireName, boolean durable) {
    this.wireName = wireName;
    this.durable = durable;
  }

  /** As it stands in a frame and in the store. */
  public String wireName() {
    return wireName;
  }

  /** Whether it is stored and numbered ({@link EventStore#append}), not only published. */
  public boolean durable() {
    return durable;
  }

  /** An event of this type to be stored; the payload is JSON text. */
  public EventDraft draft(String payload) {
    if (!durable) {
      throw new IllegalStateException(wireName + " is not stored: publish it through the hub");
    }
    return new EventDraft(wireName, payload);
  }
}
