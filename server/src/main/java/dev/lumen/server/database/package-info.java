/**
 * The one place where Lumen keeps anything: PostgreSQL, embedded on a data directory or elsewhere
 * by an address, its schema, and transactions that know who is asking.
 *
 * <p>Entry types: {@link dev.lumen.server.database.Database}, {@link
 * dev.lumen.server.database.PostgresServer} ({@link
 * dev.lumen.server.database.EmbeddedPostgresServer}, {@link
 * dev.lumen.server.database.RemotePostgresServer}), {@link dev.lumen.server.database.Replica},
 * {@link dev.lumen.server.database.Actor}, {@link dev.lumen.server.database.DatabaseReports}.
 *
 * {@snippet :
 * try (PostgresServer server = EmbeddedPostgresServer.start(dataDirectory);
 *     Database database = Database.open(server, 10)) {
 *   List<String> names =
 *       database.read(
 *           new Actor.User(userId),
 *           handle ->
 *               handle
 *                   .createQuery("select name from conversations order by updated_at desc")
 *                   .mapTo(String.class)
 *                   .list());
 * }
 * }
 *
 * <p>Easy to get wrong:
 *
 * <ul>
 *   <li>Row-level security filters everything by the actor of the transaction. A statement run
 *       outside {@code read} and {@code write} sees no rows at all, without an error.
 *   <li>The work given to {@code write} may run more than once, after a deadlock: it must do
 *       nothing but talk to its handle.
 *   <li>Turn and event numbers come from {@code conversation_counters}: lock that row before
 *       anything else of the conversation, then no two transactions can wait for each other.
 *   <li>An applied migration is never edited; a change of the schema is a new file.
 *   <li>No exception of this package carries a row's text or a parameter: log what it says, never
 *       add the statement's values to it.
 * </ul>
 */
@NullMarked
package dev.lumen.server.database;

import org.jspecify.annotations.NullMarked;
