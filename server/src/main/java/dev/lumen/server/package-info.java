@NullMarked
package dev.lumen.server;

import org.jspecify.annotations.NullMarked;
