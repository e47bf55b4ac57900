/** What stored turns and decisions say about quality, in one conversation and over all of them. */
@NullMarked
package dev.lumen.server.analytics;

import org.jspecify.annotations.NullMarked;
