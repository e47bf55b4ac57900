/** What reviews promise, through the doors that clients use. */
@NullMarked
package dev.lumen.server.review;

import org.jspecify.annotations.NullMarked;
