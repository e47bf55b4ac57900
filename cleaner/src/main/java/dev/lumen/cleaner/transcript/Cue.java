package dev.lumen.cleaner.transcript;

import java.util.List;

/**
 * A caption: what is shown for a while.
 *
 * @param line of its time, 1-based
 * @param start seconds
 * @param end seconds
 * @param text its lines, as written
 */
record Cue(int line, double start, double end, List<String> text) {}
