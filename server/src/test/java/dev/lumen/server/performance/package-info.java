/** The performance monitor, through the doors that clients use. */
@NullMarked
package dev.lumen.server.performance;

import org.jspecify.annotations.NullMarked;
