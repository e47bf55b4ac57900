package dev.lumen.server.realtime;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who looks.
 *
 * @param id the user
 * @param seesAll whether they may see every conversation
 * @param expiresAt when the token they came with ends, null when it does not
 */
public record Viewer(UUID id, boolean seesAll, @Nullable Instant expiresAt) {}
