package dev.lumen.server.vocabulary;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of a vocabulary.
 *
 * @param id the row
 * @param conversationId the one conversation it holds in, or null for all of its user
 * @param term as it is written
 * @param soundsLike what recognisers write for it
 * @param neverChange whether it is left alone wherever it is heard
 * @param source {@code person}, or {@code learnt} from decisions about corrections
 * @param rejections at how many places a correction of exactly this text is rejected
 * @param active whether the cleaner goes by it; a text that was rejected once is only noted
 */
public record Term(
    UUID id,
    @Nullable UUID conversationId,
    String term,
    List<String> soundsLike,
    boolean neverChange,
    String source,
    int rejections,
    boolean active,
    Instant createdAt,
    Instant updatedAt) {}
