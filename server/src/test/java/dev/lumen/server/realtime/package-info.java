/** Tests of the hub and the native WebSocket, on a real database, feed and web server. */
@NullMarked
package dev.lumen.server.realtime;

import org.jspecify.annotations.NullMarked;
