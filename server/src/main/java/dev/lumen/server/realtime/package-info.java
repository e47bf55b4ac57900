/**
 * Brings what happens in conversations to those who watch.
 *
 * <p>A durable event is a row of {@code conversation_events}, numbered without holes within its
 * conversation and written in the transaction of the change it tells of. The change feed tells the
 * hub of each commit; the hub wakes the subscribers concerned; each goes on from its own cursor. An
 * event therefore reaches a subscriber exactly when it is committed, once and in order, whatever
 * happens to sockets, to the feed or to the server. Ephemeral news takes the short way, from {@code
 * publishEphemeral} to whoever listens now.
 *
 * <p>Entry types: {@link dev.lumen.server.realtime.EventStore} (write and read events), {@link
 * dev.lumen.server.realtime.RealtimeHub} (who is told), {@link
 * dev.lumen.server.realtime.NativeRoutes} (the native WebSocket), {@link
 * dev.lumen.server.realtime.SocketAccess} (who may), {@link dev.lumen.server.realtime.Face} and
 * {@link dev.lumen.server.realtime.Wire} (what another protocol has to provide).
 *
 * <pre>{@code
 * var hub = new RealtimeHub(new EventStore(database), HubSettings.defaults(), clock);
 * var feed = ChangeFeed.start(feedSettings, hub);
 * new NativeRoutes(hub, access, Epoch.of(database), HubSettings.defaults().heartbeat(), clock)
 *     .register(webSocketRouting);
 *
 * database.write(actor, handle -> {
 *   storeTheTurn(handle);
 *   return EventStore.append(handle, id, List.of(EventType.TURN_PROCESSED.draft(json)));
 * });
 * }</pre>
 *
 * <p>Traps:
 *
 * <ul>
 *   <li>Never write to a socket "as well": what is not in the table is not an event.
 *   <li>{@code append} locks the conversation's counter until the commit: call it last in a
 *       transaction.
 *   <li>Close the hub before the web server, so that clients hear why; then the feed, then the
 *       database.
 *   <li>Only a subscriber's writer writes to its socket; the web framework's session is not safe
 *       for use by several threads.
 * </ul>
 */
@NullMarked
package dev.lumen.server.realtime;

import org.jspecify.annotations.NullMarked;
