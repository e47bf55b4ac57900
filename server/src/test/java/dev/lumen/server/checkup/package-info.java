/** What the doctor says. */
@NullMarked
package dev.lumen.server.checkup;

import org.jspecify.annotations.NullMarked;
