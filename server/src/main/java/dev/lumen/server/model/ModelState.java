package dev.lumen.server.model;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a model has answered lately. Nobody is asked for it: it is what the last call came to.
 *
 * @param condition the short of it
 * @param lastFailure what the last call came to where it failed, else null
 */
public record ModelState(Condition condition, ModelException.@Nullable Kind lastFailure) {

  /** Whether a model can be counted on. */
  public enum Condition {
    /** It was never asked. */
    NOT_ASKED,
    /** The last call was answered. */
    ANSWERING,
    /** The last call failed. */
    FAILING,
    /** It failed so often that it is left alone for a while. */
    RESTING;

    /** As it stands in answers. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
