package dev.lumen.cleaner;

import java.util.List;

/**
 * A change of what the conversation is about.
 *
 * @param from the contexts before the turn
 * @param to the contexts after it
 * @param reason a short sentence for the reader
 */
public record ContextTransition(List<String> from, List<String> to, String reason) {
  public ContextTransition {
    from = List.copyOf(from);
    to = List.copyOf(to);
  }
}
