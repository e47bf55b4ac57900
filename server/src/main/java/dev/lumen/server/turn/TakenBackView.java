package dev.lumen.server.turn;

import java.util.UUID;

/**
 * A claim of a turn that its speaker has taken back later; the words stay, since they were said.
 *
 * @param claim as the turn reads it
 * @param replacement what the speaker says instead
 * @param position where it stands in the raw text, in UTF-16 units, end-exclusive
 * @param turnId the later turn
 */
public record TakenBackView(
    String claim, String replacement, CorrectionView.Position position, UUID turnId) {}
