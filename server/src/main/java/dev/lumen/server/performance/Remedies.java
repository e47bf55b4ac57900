package dev.lumen.server.performance;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Which remedies are at work, for which reasons. A remedy begins with its first reason and ends
 * with its last; a reason is the id of an alert, or {@link #BY_HAND}.
 */
public final class Remedies {
  /** The reason of what an administrator switched on. */
  public static final String BY_HAND = "administrator";

  private final InstantSource clock;
  private final Map<Remedy, Consumer<Boolean>> acts;
  private final Map<Remedy, Set<String>> reasons = new EnumMap<>(Remedy.class);
  private final Map<Remedy, Instant> since = new EnumMap<>(Remedy.class);

  /**
   * @param acts how each remedy that this server has is switched on and off
   */
  public Remedies(InstantSource clock, Map<Remedy, Consumer<Boolean>> acts) {
    this.clock = clock;
    this.acts = Map.copyOf(acts);
  }

  /**
   * A remedy as shown.
   *
   * @param available whether this server has what it takes
   * @param since when it began; absent while it is not at work
   * @param because ids of the alerts it is at work for, or {@code administrator}
   */
  public record State(
      String name,
      String effect,
      boolean available,
      boolean active,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant since,
      List<String> because) {}

  /** Begins a remedy, or adds a reason to it; answers whether it is at work. */
  public synchronized boolean apply(Remedy remedy, String reason) {
    Consumer<Boolean> act = acts.get(remedy);
    if (act == null) {
      return false;
    }
    Set<String> all = reasons.computeIfAbsent(remedy, _ -> new TreeSet<>());
    if (all.isEmpty()) {
      act.accept(true);
      since.put(remedy, clock.instant());
    }
    all.add(reason);
    return true;
  }

  /** Takes a reason away, and the remedy with its last. */
  public synchronized void takeBack(Remedy remedy, String reason) {
    Set<String> all = reasons.getOrDefault(remedy, new TreeSet<>());
    Consumer<Boolean> act = acts.get(remedy);
    if (all.remove(reason) && all.isEmpty() && act != null) {
      act.accept(false);
      since.remove(remedy);
    }
  }

  /** All of them. */
  public synchronized List<State> states() {
    return Arrays.stream(Remedy.values())
        .map(
            remedy -> {
              Set<String> all = reasons.getOrDefault(remedy, Set.of());
              return new State(
                  remedy.wireName(),
                  remedy.effect(),
                  acts.containsKey(remedy),
                  !all.isEmpty(),
                  since.get(remedy),
                  List.copyOf(all));
            })
        .toList();
  }
}
