/**
 * Measures what the project claims to be fast, against a bare version of the same work in the same
 * run.
 *
 * <p>Entry types: {@link dev.lumen.bench.Bench} ({@code ./lumen bench}), {@link
 * dev.lumen.bench.Part} (what can be measured by itself), {@link dev.lumen.bench.Crowd} (thousands
 * of sockets on one thread).
 *
 * <pre>{@code
 * ./lumen bench                     everything but faults
 * ./lumen bench realtime fan idle   some of it
 * }</pre>
 *
 * <p>Traps: clients and server share the machine, so absolute figures belong to it and its load;
 * ratios travel better. Sockets need file descriptors: {@code ulimit -n}.
 */
@NullMarked
package dev.lumen.bench;

import org.jspecify.annotations.NullMarked;
