/** The server as a whole, through the doors that clients use. */
@NullMarked
package dev.lumen.server;

import org.jspecify.annotations.NullMarked;
