package dev.lumen.cleaner.transcript;

import org.jspecify.annotations.Nullable;

/**
 * What a writer needs of a turn.
 *
 * @param speaker the name to show
 * @param text raw or cleaned, as the caller chooses
 * @param startSeconds from the start of the recording, or null when unknown
 * @param endSeconds from the start of the recording, or null when unknown
 */
public record TranscriptLine(
    String speaker, String text, @Nullable Double startSeconds, @Nullable Double endSeconds) {}
