/** What turns promise, through the doors that clients use. */
@NullMarked
package dev.lumen.server.turn;

import org.jspecify.annotations.NullMarked;
