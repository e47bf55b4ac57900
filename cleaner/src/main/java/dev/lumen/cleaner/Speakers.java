package dev.lumen.cleaner;

import java.util.Locale;
import java.util.Set;

/** Tells the AI voice from people by the label of a turn. */
public final class Speakers {
  private static final Set<String> ASSISTANTS = Set.of("lumen", "ai", "assistant", "claude");

  private Speakers() {}

  /** Whether the label, in any case, names the AI voice: Lumen, AI, Assistant or Claude. */
  public static boolean isAssistant(String label) {
    return ASSISTANTS.contains(label.strip().toLowerCase(Locale.ROOT));
  }
}
