package dev.lumen.server.turn;

import dev.lumen.cleaner.ConversationMemory;
import dev.lumen.server.conversation.ContextStore;
import dev.lumen.server.database.Trip;
import dev.lumen.server.vocabulary.VocabularyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What memories lack, read for any number of conversations on one trip. Where several nodes clean a
 * conversation in turn, each lacks what the others did; with a question for each conversation they
 * would wait for the database longer than they clean.
 */
final class Relearning {
  /** How many stored turns teach a memory. */
  private static final int TURNS = 200;

  /** How many turns are read together; they may be long. The others are read when wanted. */
  private static final int MOST_TURNS = 1_000;

  /** Nothing was read. */
  static final Relearning NONE = new Relearning(Map.of(), Map.of(), Map.of(), Map.of());

  private final Map<UUID, Stretch> stretches;
  private final Map<UUID, List<RememberedTurn>> turns;
  private final Map<UUID, List<ContextStore.Shared>> shared;
  private final Map<UUID, List<VocabularyStore.Taught>> terms;

  /**
   * What one memory lacks: the turns between two others, by number.
   *
   * @param anew whether also what was known before the first turn
   */
  record Stretch(UUID conversationId, int after, int before, boolean anew) {
    int turns() {
      return Math.min(TURNS, before - after - 1);
    }

    /** Whether this is all of what somebody lacks. */
    boolean covers(Stretch lacking) {
      return after <= lacking.after && before == lacking.before && (anew || !lacking.anew);
    }
  }

  private Relearning(
      Map<UUID, Stretch> stretches,
      Map<UUID, List<RememberedTurn>> turns,
      Map<UUID, List<ContextStore.Shared>> shared,
      Map<UUID, List<VocabularyStore.Taught>> terms) {
    this.stretches = stretches;
    this.turns = turns;
    this.shared = shared;
    this.terms = terms;
  }

  /**
   * Asks for stretches of different conversations, as far as they fit; the answer is there once the
   * trip is over.
   */
  static Supplier<Relearning> ask(Trip trip, List<Stretch> wanted) {
    List<Stretch> lacking = fitting(wanted);
    if (lacking.isEmpty()) {
      return () -> NONE;
    }
    Trip.Answer<RememberedTurn> turns = new TurnStore().remembered(trip, lacking, TURNS);
    List<UUID> anew = lacking.stream().filter(Stretch::anew).map(Stretch::conversationId).toList();
    Trip.Answer<ContextStore.Shared> shared = new ContextStore().sharedContexts(trip, anew);
    Trip.Answer<VocabularyStore.Taught> terms = new VocabularyStore().forCleaner(trip, anew);
    return () ->
        new Relearning(
            lacking.stream().collect(Collectors.toMap(Stretch::conversationId, it -> it)),
            by(RememberedTurn::conversationId, turns.rows()),
            by(ContextStore.Shared::conversationId, shared.rows()),
            by(VocabularyStore.Taught::conversationId, terms.rows()));
  }

  private static List<Stretch> fitting(List<Stretch> wanted) {
    List<Stretch> fitting = new ArrayList<>();
    int room = MOST_TURNS;
    for (Stretch stretch : wanted) {
      if (stretch.turns() <= room) {
        room -= stretch.turns();
        fitting.add(stretch);
      }
    }
    return fitting;
  }

  /** Reads one stretch at once. */
  static Relearning read(Handle handle, Stretch lacking) {
    Trip trip = Trip.on(handle);
    Supplier<Relearning> answer = ask(trip, List.of(lacking));
    trip.go();
    return answer.get();
  }

  private static <T> Map<UUID, List<T>> by(Function<T, UUID> conversation, List<T> rows) {
    return rows.stream().collect(Collectors.groupingBy(conversation));
  }

  /** Whether what somebody lacks was read. */
  boolean covers(Stretch lacking) {
    @Nullable Stretch read = stretches.get(lacking.conversationId());
    return read != null && read.covers(lacking);
  }

  /** Teaches a memory what it lacks. */
  void teach(Stretch lacking, ConversationMemory memory) {
    UUID conversation = lacking.conversationId();
    if (lacking.anew()) {
      of(shared, conversation).forEach(it -> memory.share(it.text()));
      memory.use(of(terms, conversation).stream().map(VocabularyStore.Taught::term).toList());
    }
    of(turns, conversation).stream()
        .filter(turn -> turn.seq() > lacking.after())
        .forEach(turn -> memory.remember(turn.past()));
  }

  private static <T> List<T> of(Map<UUID, List<T>> all, UUID conversationId) {
    return all.getOrDefault(conversationId, List.of());
  }
}
