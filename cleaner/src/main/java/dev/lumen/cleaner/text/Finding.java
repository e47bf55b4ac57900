package dev.lumen.cleaner.text;

import dev.lumen.cleaner.Confidence;

/**
 * Why a stretch of text should change.
 *
 * @param rule stable id of the rule, for example {@code misheard.title}
 * @param reason a short sentence for the reader of the transcript
 * @param confidence how sure the rule is
 * @param contextRelevance how much the conversation itself spoke for it, 0 to 1
 * @param changesWords false when only case, punctuation or the writing of a number is touched
 */
public record Finding(
    String rule,
    String reason,
    Confidence confidence,
    double contextRelevance,
    boolean changesWords) {}
