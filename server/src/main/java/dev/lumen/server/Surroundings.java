package dev.lumen.server;

import dev.lumen.server.model.LanguageModel;
import java.time.Clock;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * What a server finds around itself, so that a test can bring its own.
 *
 * @param monitorTime by which the monitor tells minutes apart; a test's own hours pass in a moment
 * @param adviser the model that turns are shown to; null for the configured one, if any
 */
record Surroundings(InstantSource monitorTime, @Nullable LanguageModel adviser) {
  /** The machine's time, and the configured model. */
  static final Surroundings REAL = new Surroundings(Clock.systemUTC(), null);
}
