@NullMarked
package dev.lumen.cli;

import org.jspecify.annotations.NullMarked;
