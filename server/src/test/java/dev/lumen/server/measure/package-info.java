/** The measure monitor, through the doors that clients use. */
@NullMarked
package dev.lumen.server.measure;

import org.jspecify.annotations.NullMarked;
