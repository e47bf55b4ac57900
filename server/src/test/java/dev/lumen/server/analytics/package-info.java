/** The figures over HTTP. */
@NullMarked
package dev.lumen.server.analytics;

import org.jspecify.annotations.NullMarked;
