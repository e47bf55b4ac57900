/**
 * Supabase Realtime over the hub, for the clients that exist: joins, changed rows, broadcasts and
 * presence, in versions 1.0.0 and 2.0.0 of the Phoenix channel protocol.
 *
 * <p>Entry types: {@link dev.lumen.server.realtime.supabase.SupabaseFace} (the socket), {@link
 * dev.lumen.server.realtime.supabase.ChangeFanout} (brings changed rows to channels), {@link
 * dev.lumen.server.realtime.supabase.RecordFields} (what a record shows beside its columns).
 *
 * <pre>{@code
 * var fanout = new ChangeFanout(database, turnRecords);
 * var feed = ChangeFeed.start(settings, FeedListener.all(List.of(hub, fanout)));
 * new SupabaseFace(hub, access, fanout, clock).register(webSocketRouting);
 * }</pre>
 *
 * <p>Traps:
 *
 * <ul>
 *   <li>A client compares the entries of {@code postgres_changes} with its own one by one: they are
 *       given back exactly as they came, with an id that is never 0.
 *   <li>A reply without {@code response}, a payload that is null, or one with {@code ids} on top
 *       breaks clients.
 *   <li>{@code phx_close} ends a channel for good; {@code phx_error} has the client join again.
 *   <li>What is told of a channel carries its join's ref, or none: another ref is ignored.
 *   <li>The fan-out's lock may be held when an outbox's is taken, never the other way round.
 * </ul>
 */
@NullMarked
package dev.lumen.server.realtime.supabase;

import org.jspecify.annotations.NullMarked;
