/**
 * Breaks Lumen again and again while people talk, and looks whether anything was lost. Entry type:
 * {@link dev.lumen.bench.faults.FaultsCommand}.
 *
 * {@snippet :
 * new CommandLine(new FaultsCommand()).execute("--count", "20", "--seed", "1");
 * }
 *
 * <p>Trap: it ends processes by their ids; it only ever touches those that it has started.
 */
@NullMarked
package dev.lumen.bench.faults;

import org.jspecify.annotations.NullMarked;
