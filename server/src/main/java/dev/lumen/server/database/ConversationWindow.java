package dev.lumen.server.database;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** The last cleaned turns of a conversation: what the next one is understood by (C-02). */
public final class ConversationWindow {
  private static final String QUERY =
      """
      select * from (
        select seq, speaker, cleaned_text, context_detected, confidence_score, created_at
          from turns
         where conversation_id = :conversation and seq < :before and cleaned_text is not null
         order by seq desc
         limit :limit) latest
       order by seq
      """;

  private ConversationWindow() {}

  /** One turn in the window. */
  public record WindowTurn(
      int seq,
      String speaker,
      String cleanedText,
      @Nullable String contextDetected,
      @Nullable String confidenceScore,
      Instant createdAt) {}

  /** The last {@code limit} cleaned turns of a conversation, the oldest first. */
  public static List<WindowTurn> windowOf(Handle handle, UUID conversation, int limit) {
    return windowBefore(handle, conversation, Integer.MAX_VALUE, limit);
  }

  /** The last {@code limit} cleaned turns with a number below {@code seq}, the oldest first. */
  public static List<WindowTurn> windowBefore(
      Handle handle, UUID conversation, int seq, int limit) {
    return handle
        .createQuery(QUERY)
        .bind("conversation", conversation)
        .bind("before", seq)
        .bind("limit", limit)
        .map(ConstructorMapper.of(WindowTurn.class))
        .list();
  }
}
