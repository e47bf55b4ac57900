/** What the queue promises, through the doors that clients use. */
@NullMarked
package dev.lumen.server.queue;

import org.jspecify.annotations.NullMarked;
