package dev.lumen.server.turn;

import dev.lumen.cleaner.PastTurn;
import java.util.UUID;

/** A stored turn as the memory of its conversation learns from it, with its number. */
record RememberedTurn(UUID conversationId, int seq, PastTurn past) {}
