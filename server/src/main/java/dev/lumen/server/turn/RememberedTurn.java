package dev.lumen.server.turn;

import java.util.List;

/** What the cleaner's memory keeps of a stored turn. */
public record RememberedTurn(
    int seq,
    String speaker,
    String cleanedText,
    List<String> activeContexts,
    boolean selfCorrection) {}
