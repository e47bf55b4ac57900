package dev.lumen.server.conversation;

import dev.lumen.server.api.Fields;
import org.jspecify.annotations.Nullable;

/**
 * With what a language model is asked about the turns of a conversation. What is null the
 * conversation leaves to Lumen.
 *
 * @param temperature from 0 (always the likeliest words) to {@value #MOST_TEMPERATURE}
 * @param maxTokens how long an answer may be, 1 to {@value #MOST_TOKENS}; one that is cut off is of
 *     no use
 * @param topP the share of likely words to choose from, 0 to 1
 */
public record ModelParameters(
    @Nullable Double temperature, @Nullable Integer maxTokens, @Nullable Double topP) {
  /** Nothing is wished. */
  public static final ModelParameters NONE = new ModelParameters(null, null, null);

  /** What every provider takes. */
  static final double MOST_TEMPERATURE = 2;

  /** More than any turn that a model is asked about needs. */
  static final int MOST_TOKENS = 8_192;

  /** Reads them; what is faulty is reported there and null here. */
  static ModelParameters of(Fields given) {
    return new ModelParameters(
        given.optionalNumber("temperature", 0, MOST_TEMPERATURE),
        given.optionalInt("max_tokens", 1, MOST_TOKENS),
        given.optionalNumber("top_p", 0, 1));
  }
}
