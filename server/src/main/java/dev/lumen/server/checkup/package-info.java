/**
 * A look at everything that a server needs: what is configured, reachable, slow, and what to do.
 * {@code ./lumen doctor}; the root puts it together.
 */
@NullMarked
package dev.lumen.server.checkup;

import org.jspecify.annotations.NullMarked;
