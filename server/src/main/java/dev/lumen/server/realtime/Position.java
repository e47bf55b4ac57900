package dev.lumen.server.realtime;

/**
 * Where a conversation's events stand.
 *
 * @param lastSeq number of the newest event, 0 when there was none yet
 * @param oldestSeq number of the oldest event still kept; {@code lastSeq + 1} when none is
 */
public record Position(long lastSeq, long oldestSeq) {}
