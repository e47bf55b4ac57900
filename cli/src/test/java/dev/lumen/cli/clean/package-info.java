@NullMarked
package dev.lumen.cli.clean;

import org.jspecify.annotations.NullMarked;
