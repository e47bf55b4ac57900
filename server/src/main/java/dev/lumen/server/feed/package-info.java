/**
 * Every committed change of the database, decoded and in commit order.
 *
 * <p>PostgreSQL's logical replication is the only publisher of Lumen: what is committed, by this
 * server or by any other program, arrives here; what is rolled back never does. The package knows
 * no feature: it turns bytes into rows and hands them to a listener.
 *
 * <p>Entry types: {@link dev.lumen.server.feed.ChangeFeed} (connection, slot, thread), {@link
 * dev.lumen.server.feed.FeedListener} (who is told), {@link dev.lumen.server.feed.Transaction} and
 * {@link dev.lumen.server.feed.RowChange} (what is told), {@link dev.lumen.server.feed.PgOutput}
 * (bytes to messages, no input or output of its own).
 *
 * <pre>{@code
 * var settings = FeedSettings.of(jdbcUrl, "lumen", password, List.of("lumen_events"));
 * try (var feed = ChangeFeed.start(settings, transaction -> wake(transaction.changes()))) {
 *   serve();
 * }
 * }</pre>
 *
 * <p>Traps:
 *
 * <ul>
 *   <li>The slot is temporary, so it can never fill the disk; what commits while the connection is
 *       down is not replayed. {@link dev.lumen.server.feed.FeedListener#onReconnected} is the
 *       moment to read the tables again.
 *   <li>The listener runs on the feed's only thread. It must not wait for a socket, a lock held
 *       during I/O or a pool.
 *   <li>A change may arrive a few microseconds before other sessions can see it in the tables.
 *   <li>A column that an UPDATE left alone and that is stored out of line arrives as {@link
 *       dev.lumen.server.feed.Cell.UnchangedToast}, unless the table has REPLICA IDENTITY FULL.
 * </ul>
 */
@NullMarked
package dev.lumen.server.feed;

import org.jspecify.annotations.NullMarked;
