package dev.lumen.server.review;

import dev.lumen.server.turn.Reading;
import dev.lumen.server.turn.ReadingStore;
import dev.lumen.server.turn.TurnView;
import dev.lumen.server.vocabulary.VocabularyStore;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * What decisions teach the vocabulary. A text whose correction is rejected at two places is left
 * alone from then on, in all conversations of the account; a name that was accepted or written by a
 * person is known in its conversation. What was taught by a decision that holds no longer is taken
 * back.
 */
final class VocabularyLessons {
  private final VocabularyStore store = new VocabularyStore();
  private final ReadingStore readings = new ReadingStore();

  /**
   * Learns from a turn that reads differently by the decision of a person, once that is stored.
   *
   * @return whether other conversations are taught something else from now on
   */
  boolean learn(Handle handle, TurnView before, Reading after) {
    Lessons then = Lessons.of(Reading.of(before));
    Lessons now = Lessons.of(after);
    Optional<UUID> owner =
        then.equals(now) ? Optional.empty() : owner(handle, before.conversationId());
    if (owner.isEmpty()) {
      return false;
    }
    VocabularyStore.Scope scope = new VocabularyStore.Scope(owner.get(), before.conversationId());
    names(handle, scope, then.names(), now.names());
    return rejections(handle, owner.get(), then, now);
  }

  private static Optional<UUID> owner(Handle handle, UUID conversationId) {
    return handle
        .createQuery("SELECT user_id FROM conversations WHERE id = :id")
        .bind("id", conversationId)
        .mapTo(UUID.class)
        .findOne();
  }

  private boolean rejections(Handle handle, UUID owner, Lessons then, Lessons now) {
    Map<String, Integer> more = new HashMap<>();
    now.rejected().values().forEach(it -> more.merge(it.toLowerCase(Locale.ROOT), 1, Integer::sum));
    then.rejected()
        .values()
        .forEach(it -> more.merge(it.toLowerCase(Locale.ROOT), -1, Integer::sum));
    boolean otherwise = false;
    Set<String> texts = new LinkedHashSet<>(now.rejected().values());
    texts.addAll(then.rejected().values());
    for (String text : texts) {
      Integer places = more.remove(text.toLowerCase(Locale.ROOT));
      if (places != null && places != 0) {
        otherwise |= store.rejected(handle, owner, text, places);
      }
    }
    return otherwise;
  }

  private void names(
      Handle handle, VocabularyStore.Scope scope, Set<String> then, Set<String> now) {
    Set<String> known = new LinkedHashSet<>(now);
    known.removeAll(then);
    for (String name : then) {
      if (!now.contains(name)) {
        Set<String> still = taught(handle, scope, name);
        if (!still.contains(name)) {
          store.withdrawn(handle, scope, name);
          known.addAll(still);
        }
      }
    }
    known.forEach(it -> store.confirmed(handle, scope, it));
  }

  /** How decisions that hold in the conversation write a name. */
  private Set<String> taught(Handle handle, VocabularyStore.Scope scope, String name) {
    Set<String> written = new LinkedHashSet<>();
    UUID conversation = Objects.requireNonNull(scope.conversationId());
    String word = name.split("\\s+", 2)[0];
    for (TurnView turn : readings.confirmed(handle, conversation, word)) {
      Lessons.of(Reading.of(turn)).names().stream()
          .filter(name::equalsIgnoreCase)
          .forEach(written::add);
    }
    return written;
  }
}
