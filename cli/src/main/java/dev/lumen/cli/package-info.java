/**
 * The command line: {@code ./lumen serve}, {@code ./lumen clean}.
 *
 * <p>Entry types: {@link dev.lumen.cli.Lumen} finds the command, {@link dev.lumen.cli.Shell} is all
 * that a command may know of the process it runs in.
 *
 * {@snippet :
 * int exitCode = Lumen.run(List.of("clean", "call.txt", "--output", "diff"), Shell.ofProcess());
 * }
 *
 * <p>Traps: standard output is for results alone, everything else goes to standard error. Exit
 * codes are 0 for success, 1 for a run that failed in part or whole, 2 for a command line or a
 * setting that cannot be used. A command must not touch the server's classes before it needs them,
 * or {@code clean} starts slowly.
 */
@NullMarked
package dev.lumen.cli;

import org.jspecify.annotations.NullMarked;
