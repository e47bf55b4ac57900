package dev.lumen.cleaner.transcript;

/**
 * Something the reader decided for the user, who may want to know.
 *
 * @param line 1-based; 0 when it concerns the whole text
 * @param message a sentence that never quotes what somebody said
 */
public record Warning(int line, String message) {}
