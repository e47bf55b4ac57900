package dev.lumen.cli.clean;

import dev.lumen.cleaner.CleaningLevel;
import dev.lumen.cleaner.transcript.TranscriptFormat;
import org.jspecify.annotations.Nullable;

/**
 * What the command line asked for.
 *
 * @param format of every input
 * @param context what is known beforehand of every conversation, or null
 * @param level for every turn, or null to let each turn have what it needs
 * @param output how to show the result
 */
public record CleanOptions(
    TranscriptFormat format,
    @Nullable String context,
    @Nullable CleaningLevel level,
    OutputForm output) {}
