package dev.lumen.server.model;

import dev.lumen.server.model.ModelException.Kind;
import java.lang.System.Logger.Level;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Which parameters a model has refused: each is refused once, and left out from then on. */
final class Taste {
  private static final System.Logger LOG = System.getLogger(Taste.class.getName());

  private final String model;
  private final AtomicReference<Set<Parameter>> refused = new AtomicReference<>(Set.of());

  /** That of a model of this name, which has refused nothing yet. */
  Taste(String model) {
    this.model = model;
  }

  /** What is not to be sent. */
  Set<Parameter> refused() {
    return refused.get();
  }

  /**
   * Learns from a refusal.
   *
   * @param sent what had been left out of the question that was refused
   * @param now what is refused, or null
   * @return whether another question can be put that leaves out more than this one
   */
  boolean learns(Set<Parameter> sent, Kind kind, @Nullable Parameter now) {
    if (kind != Kind.REFUSED || now == null || sent.contains(now)) {
      return false;
    }
    Set<Parameter> before = refused.getAndUpdate(known -> with(known, now));
    if (!before.contains(now)) {
      LOG.log(Level.INFO, "{0} takes no {1}: it is left out from now on.", model, now.wireName());
    }
    return true;
  }

  private static Set<Parameter> with(Set<Parameter> known, Parameter now) {
    Set<Parameter> more = EnumSet.of(now);
    more.addAll(known);
    return Set.copyOf(more);
  }
}
