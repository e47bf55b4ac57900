/** Tests of the feed: the decoder on literals, the feed on a database server of its own. */
@NullMarked
package dev.lumen.server.feed;

import org.jspecify.annotations.NullMarked;
