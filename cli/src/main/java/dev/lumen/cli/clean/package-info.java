/**
 * Cleans transcripts from files and pipes and shows the result.
 *
 * <p>Entry types: {@link dev.lumen.cli.clean.CleanRun} goes through the inputs, {@link
 * dev.lumen.cli.clean.Conversations} remembers what each conversation has taught, {@link
 * dev.lumen.cli.clean.Report} shows a turn in one of four forms.
 *
 * {@snippet :
 * CleanOptions options = new CleanOptions(TranscriptFormat.AUTO, null, null, OutputForm.DIFF);
 * int exitCode = new CleanRun(options, shell).run(List.of("call.txt"));
 * }
 *
 * <p>Traps: the JSON lines form is a fixed contract with other programs, in both directions; its
 * raw text is taken exactly as given, while the transcript formats part marks from speech first.
 */
@NullMarked
package dev.lumen.cli.clean;

import org.jspecify.annotations.NullMarked;
