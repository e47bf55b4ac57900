package dev.lumen.server.review;

import org.jspecify.annotations.Nullable;

/**
 * A decision with what it needs.
 *
 * @param decision what is decided
 * @param corrected for {@link Decision#MODIFY}: what stands there instead; null otherwise
 */
public record Verdict(Decision decision, @Nullable String corrected) {}
