@NullMarked
package dev.lumen.cli.eval;

import org.jspecify.annotations.NullMarked;
