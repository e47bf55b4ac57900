package dev.lumen.server.realtime;

/**
 * The hub in numbers.
 *
 * @param subscribers connections open now
 * @param conversations conversations held in memory now
 * @param eventsDelivered durable events written to sockets since the start
 * @param slowClosed connections closed because their client read too slowly
 * @param newsReplaced ephemeral news that newer news replaced before it was sent
 */
public record HubStatistics(
    int subscribers, int conversations, long eventsDelivered, long slowClosed, long newsReplaced) {}
