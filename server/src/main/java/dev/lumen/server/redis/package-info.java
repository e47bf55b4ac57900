/**
 * The connection to a Redis server that nodes share. It never holds the only copy of anything, and
 * everything goes on while it is away.
 *
 * <p>Entry type: {@link dev.lumen.server.redis.RedisLink}.
 *
 * {@snippet :
 * link.commands().ifPresent(redis -> redis.rpush(list, entry));
 * }
 *
 * <p>Trap: a command can fail though the server was there a moment ago; catch {@code
 * RedisException} wherever one is sent.
 */
@NullMarked
package dev.lumen.server.redis;

import org.jspecify.annotations.NullMarked;
