package dev.lumen.server.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as the first API shows it.
 *
 * @param id its id
 * @param name what people call it, 1 to 255 characters
 * @param description more about it, or null
 * @param status active, paused, completed or archived; {@code ended} is shown as completed
 * @param turnsCount its turns, whatever their state
 * @param createdAt when it was created
 * @param updatedAt when it or one of its turns last changed
 * @param metadata what its creator keeps with it, including its processing settings
 * @param totalProcessingTimeMs the cleaner's time over all turns
 * @param averageConfidenceScore HIGH, MEDIUM or LOW, or null before the first processed turn
 */
public record Conversation(
    UUID id,
    String name,
    @Nullable String description,
    String status,
    int turnsCount,
    Instant createdAt,
    Instant updatedAt,
    JsonNode metadata,
    double totalProcessingTimeMs,
    @Nullable String averageConfidenceScore) {}
