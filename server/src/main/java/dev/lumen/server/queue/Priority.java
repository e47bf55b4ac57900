package dev.lumen.server.queue;

import java.util.Locale;

/** How urgent a turn is against turns of other conversations. The wire takes number and word. */
public enum Priority {
  NORMAL(1),
  HIGH(2),
  URGENT(3);

  private final int number;

  Priority(int number) {
    this.number = number;
  }

  /** 1 normal, 2 high, 3 urgent. */
  public int number() {
    return number;
  }

  /** The word on the wire: {@code normal}, {@code high} or {@code urgent}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The priority of a stored number; anything out of range is normal. */
  public static Priority of(int number) {
    return switch (number) {
      case 3 -> URGENT;
      case 2 -> HIGH;
      default -> NORMAL;
    };
  }
}
