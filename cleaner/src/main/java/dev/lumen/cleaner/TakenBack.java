package dev.lumen.cleaner;

/**
 * A claim of an earlier turn that its speaker takes back later: "Actually, I meant Director of
 * Operations". The words stay, since they were said; the mark tells the reader.
 *
 * @param position where the claim stands in the raw text of the earlier turn
 * @param claim the claim as the earlier turn reads it
 * @param replacement what the speaker says instead
 */
public record TakenBack(Span position, String claim, String replacement) {}
