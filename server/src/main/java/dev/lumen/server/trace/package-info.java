/** Sends the way of each turn to whoever collects traces, by OpenTelemetry's protocol. */
@NullMarked
package dev.lumen.server.trace;

import org.jspecify.annotations.NullMarked;
