package dev.lumen.server.database;

/**
 * A place in the primary's log. Whatever somebody was told before it was asked for, lies before it.
 *
 * @param lsn as PostgreSQL writes it, {@code 0/16B3740}
 * @param timeline the eight digits that a promotion changes: behind the same place the log of
 *     another timeline may tell something else
 */
record Position(String lsn, String timeline) {}
