/** What vocabularys promise, through the doors that clients use. */
@NullMarked
package dev.lumen.server.vocabulary;

import org.jspecify.annotations.NullMarked;
