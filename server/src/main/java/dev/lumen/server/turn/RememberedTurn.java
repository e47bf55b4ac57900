package dev.lumen.server.turn;

import dev.lumen.cleaner.PastTurn;

/** A stored turn as the memory of its conversation learns from it, with its number. */
record RememberedTurn(int seq, PastTurn past) {}
