/**
 * Watches how fast the server is: notes times where they are taken, raises alerts when targets are
 * missed, applies remedies that can be taken back, and reports.
 */
@NullMarked
package dev.lumen.server.performance;

import org.jspecify.annotations.NullMarked;
