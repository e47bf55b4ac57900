package dev.lumen.server.database;

import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The read replica in figures, since the start.
 *
 * @param state how it is
 * @param inUse whether heavy reads are sent there
 * @param answered heavy reads that it has answered
 * @param primary heavy reads that went to the primary because it was not in use
 * @param fallbacks heavy reads that went to the primary though it was in use, by reason: away,
 *     behind, busy, failed
 * @param lagBytes how much of the primary's log it lacked when it was last looked at; null while
 *     nobody knows
 * @param lagSeconds how old its last commit was then, 0 where it lacked nothing
 */
public record ReplicaFigures(
    ReplicaState state,
    boolean inUse,
    long answered,
    long primary,
    SortedMap<String, Long> fallbacks,
    @Nullable Long lagBytes,
    @Nullable Double lagSeconds) {}
