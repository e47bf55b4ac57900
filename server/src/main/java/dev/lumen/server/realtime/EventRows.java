package dev.lumen.server.realtime;

import dev.lumen.server.feed.ChangeKind;
import dev.lumen.server.feed.RowChange;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads what concerns the hub out of changed rows. */
final class EventRows {
  private static final String SCHEMA = "public";
  private static final DateTimeFormatter TIMESTAMPTZ =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 6, true)
          .appendOffset("+HH:mm:ss", "+00")
          .toFormatter(Locale.ROOT);

  private EventRows() {}

  /** The event that was written; null when the change is another one. */
  static @Nullable ConversationEvent written(RowChange change) {
    if (change.kind() != ChangeKind.INSERT || !change.isOf(SCHEMA, "conversation_events")) {
      return null;
    }
    return new ConversationEvent(
        UUID.fromString(text(change, "conversation_id")),
        Long.parseLong(text(change, "seq")),
        text(change, "type"),
        text(change, "payload"),
        OffsetDateTime.parse(text(change, "created_at"), TIMESTAMPTZ).toInstant());
  }

  /** A conversation and the user it belongs to. */
  record Owned(UUID conversation, UUID owner) {}

  /** The conversation that was created; null when the change is another one. */
  static @Nullable Owned newConversation(RowChange change) {
    if (change.kind() != ChangeKind.INSERT || !change.isOf(SCHEMA, "conversations")) {
      return null;
    }
    String id = change.text("id");
    String owner = change.text("user_id");
    return id == null || owner == null
        ? null
        : new Owned(UUID.fromString(id), UUID.fromString(owner));
  }

  /** The conversation that was deleted; null when the change is another one. */
  static @Nullable UUID removedConversation(RowChange change) {
    if (change.kind() != ChangeKind.DELETE || !change.isOf(SCHEMA, "conversations")) {
      return null;
    }
    String id = change.oldText("id");
    return id == null ? null : UUID.fromString(id);
  }

  /**
   * The conversation from which a stored event was removed; null when the change is another one.
   */
  static @Nullable UUID erasedFrom(RowChange change) {
    if (change.kind() != ChangeKind.DELETE || !change.isOf(SCHEMA, "conversation_events")) {
      return null;
    }
    String id = change.oldText("conversation_id");
    return id == null ? null : UUID.fromString(id);
  }

  private static String text(RowChange change, String column) {
    String value = change.text(column);
    if (value == null) {
      throw new IllegalArgumentException(
          "The log has no value for conversation_events." + column + ": check the publication");
    }
    return value;
  }
}
