@NullMarked
package dev.lumen.server.live;

import org.jspecify.annotations.NullMarked;
