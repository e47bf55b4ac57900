/** A real Redis server for tests. */
@NullMarked
package dev.lumen.server.redis;

import org.jspecify.annotations.NullMarked;
