package dev.lumen.server.review;

import dev.lumen.cleaner.context.KnownName;
import dev.lumen.cleaner.context.NameFinder;
import dev.lumen.server.turn.CorrectionState;
import dev.lumen.server.turn.CorrectionView;
import dev.lumen.server.turn.Reading;
import dev.lumen.server.vocabulary.NewTerm;
import dev.lumen.server.vocabulary.VocabularyStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What decisions teach the vocabulary. A text whose correction was rejected twice is left alone
 * from then on, in all conversations of the account; a name that was accepted or written by a
 * person is known in its conversation.
 */
final class VocabularyLessons {
  private static final List<String> TEACHING = List.of("misheard.", "number.", "case.");
  private static final int SHORTEST = 2;

  private final VocabularyStore store = new VocabularyStore();

  /** Learns from a turn that reads differently by the decision of a person. */
  void learn(Handle handle, UUID conversationId, Reading before, Outcome outcome) {
    Optional<UUID> owner =
        handle
            .createQuery("SELECT user_id FROM conversations WHERE id = :id")
            .bind("id", conversationId)
            .mapTo(UUID.class)
            .findOne();
    owner.ifPresent(id -> learn(handle, id, conversationId, before, outcome));
  }

  private void learn(
      Handle handle, UUID owner, UUID conversationId, Reading before, Outcome outcome) {
    Map<String, CorrectionView> old = new HashMap<>();
    before.corrections().forEach(it -> old.put(it.id() + it.rule(), it));
    for (CorrectionView now : outcome.decided()) {
      @Nullable CorrectionView then = old.get(now.id() + now.rule());
      boolean was = then != null && then.state() == CorrectionState.REJECTED;
      boolean is = now.state() == CorrectionState.REJECTED;
      if (was != is && teaches(now)) {
        store.rejected(handle, owner, now.original().strip(), is ? 1 : -1);
      }
      if (isConfirmed(now)) {
        for (KnownName name : NameFinder.names(now.corrected(), true)) {
          if (name.written().length() <= NewTerm.MAX_LENGTH) {
            store.confirmed(
                handle, new VocabularyStore.Scope(owner, conversationId), name.written());
          }
        }
      }
    }
  }

  private static boolean teaches(CorrectionView correction) {
    int length = correction.original().strip().length();
    return length >= SHORTEST
        && length <= NewTerm.MAX_LENGTH
        && TEACHING.stream().anyMatch(correction.rule()::startsWith);
  }

  private static boolean isConfirmed(CorrectionView correction) {
    boolean misheard = correction.rule().startsWith("misheard.");
    return switch (correction.state()) {
      case ACCEPTED -> misheard || correction.rule().equals(CorrectionView.BY_PERSON);
      case MODIFIED -> true;
      case PENDING, REJECTED -> false;
    };
  }
}
