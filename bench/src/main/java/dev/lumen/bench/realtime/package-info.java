/**
 * What is told to subscribers: from the commit to the frame, to thousands at once, to those who
 * come back. {@code ./lumen bench realtime}.
 */
@NullMarked
package dev.lumen.bench.realtime;

import org.jspecify.annotations.NullMarked;
