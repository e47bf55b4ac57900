/**
 * Measurements: how long each operation takes, in histograms of bounded size with windows of time,
 * and what each was to take. Knows no feature; every room may record into it.
 */
@NullMarked
package dev.lumen.server.measure;

import org.jspecify.annotations.NullMarked;
