/** What conversations promise, through the doors that clients use. */
@NullMarked
package dev.lumen.server.conversation;

import org.jspecify.annotations.NullMarked;
