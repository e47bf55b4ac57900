package dev.lumen.server.review;

import dev.lumen.server.api.ApiException;
import dev.lumen.server.api.ErrorCode;
import dev.lumen.server.database.Actor;
import dev.lumen.server.realtime.EventDraft;
import dev.lumen.server.realtime.EventStore;
import dev.lumen.server.turn.CorrectionView;
import dev.lumen.server.turn.Reading;
import dev.lumen.server.turn.ReadingStore;
import dev.lumen.server.turn.TurnRoom;
import dev.lumen.server.turn.TurnView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Carries out what people decide: one transaction under the conversation's lock, with the events
 * that tell of it. Two who decide at once come one after the other; who sends the revision that
 * they have seen is refused when another was faster.
 */
public final class Reviewer {
  private final TurnRoom room;
  private final ReadingStore readings = new ReadingStore();
  private final VocabularyLessons lessons = new VocabularyLessons();

  public Reviewer(TurnRoom room) {
    this.room = room;
  }

  /**
   * Which turn a person speaks of.
   *
   * @param conversationId its conversation
   * @param turnId the turn
   * @param revision the revision that the person has seen, or null for whichever
   */
  public record Target(UUID conversationId, UUID turnId, @Nullable Integer revision) {}

  /** One turn of a conversation that the actor may see. */
  public TurnView find(Actor actor, UUID conversationId, UUID turnId) {
    return room.database()
        .read(actor, handle -> readings.find(handle, conversationId, turnId))
        .orElseThrow(() -> unknownTurn(turnId));
  }

  /** Decides one correction, named by its id. */
  public TurnView decide(Actor actor, Target target, String correctionId, Verdict verdict) {
    return change(
        actor,
        target,
        (before, now) -> {
          if (before.corrections().stream().noneMatch(it -> it.id().equals(correctionId))) {
            throw unknownCorrection(correctionId);
          }
          return Decisions.decide(before, it -> it.id().equals(correctionId), verdict, now);
        });
  }

  /** Puts a text of a person's own in the place of a cleaned text. */
  public TurnView edit(Actor actor, Target target, String text) {
    return change(actor, target, (before, now) -> TextEdit.of(before, text, now));
  }

  private TurnView change(
      Actor actor, Target target, BiFunction<Reading, Instant, Outcome> decision) {
    Stored stored =
        room.database()
            .write(
                actor,
                handle -> {
                  room.turns().lock(handle, target.conversationId());
                  TurnView before = reviewable(handle, target);
                  Instant now = room.clock().instant();
                  Outcome outcome = decision.apply(Reading.of(before), now);
                  return outcome.decided().isEmpty() && Reading.of(before).equals(outcome.reading())
                      ? new Stored(List.of(before), false)
                      : store(handle, List.of(new Step(before, outcome)), now);
                });
    forget(target.conversationId(), stored.elsewhere());
    return stored.turns().getFirst();
  }

  /** What a decision taught all conversations of an account none of them may know otherwise. */
  private void forget(UUID conversationId, boolean elsewhere) {
    if (elsewhere) {
      room.cleaning().forgetAll();
    } else {
      room.cleaning().forget(conversationId);
    }
  }

  private TurnView reviewable(Handle handle, Target target) {
    TurnView turn =
        readings
            .find(handle, target.conversationId(), target.turnId())
            .orElseThrow(() -> unknownTurn(target.turnId()));
    if (!turn.isProcessed()) {
      throw conflict("The turn is not processed, so there is nothing to decide yet.", turn);
    }
    if (turn.metadata().aiModelUsed().equals("none")) {
      throw conflict("A turn of the AI voice stands as it was said.", turn);
    }
    Integer seen = target.revision();
    if (seen != null && seen != turn.revision()) {
      throw conflict(
          "The turn was changed meanwhile: it has revision " + turn.revision() + ".", turn);
    }
    return turn;
  }

  /**
   * The same decision about every correction with a rule and an original.
   *
   * @param rule id of the rule
   * @param original the raw text, exactly
   * @param verdict what is decided
   */
  public record Alike(String rule, String original, Verdict verdict) {
    boolean includes(CorrectionView correction) {
      return correction.rule().equals(rule) && correction.original().equals(original);
    }
  }

  /**
   * What a decision about all alike did, or would do.
   *
   * @param preview whether nothing was changed
   * @param corrections how many corrections it decides differently
   * @param turns in how many turns
   * @param turnIds those turns, oldest first
   */
  public record Done(boolean preview, int corrections, int turns, List<UUID> turnIds) {}

  /** Decides all corrections of a conversation that are alike, or counts them. */
  public Done decideAll(Actor actor, UUID conversationId, Alike alike, boolean preview) {
    AtomicBoolean elsewhere = new AtomicBoolean();
    Done done =
        room.database()
            .write(
                actor,
                handle -> {
                  room.turns().lock(handle, conversationId);
                  Instant now = room.clock().instant();
                  List<Step> steps = steps(handle, conversationId, alike, now);
                  if (!preview && !steps.isEmpty()) {
                    elsewhere.set(store(handle, steps, now).elsewhere());
                  }
                  return new Done(
                      preview,
                      steps.stream().mapToInt(it -> it.outcome().decided().size()).sum(),
                      steps.size(),
                      steps.stream().map(it -> it.before().turnId()).toList());
                });
    if (!preview) {
      forget(conversationId, elsewhere.get());
    }
    return done;
  }

  private List<Step> steps(Handle handle, UUID conversationId, Alike alike, Instant now) {
    List<Step> steps = new ArrayList<>();
    for (TurnView turn : readings.alike(handle, conversationId, alike.rule(), alike.original())) {
      Outcome outcome = Decisions.decide(Reading.of(turn), alike::includes, alike.verdict(), now);
      if (!outcome.decided().isEmpty()) {
        steps.add(new Step(turn, outcome));
      }
    }
    return steps;
  }

  /** A turn and what becomes of it. */
  private record Step(TurnView before, Outcome outcome) {}

  /**
   * What was stored.
   *
   * @param turns as they stand
   * @param elsewhere whether other conversations are cleaned otherwise from now on
   */
  private record Stored(List<TurnView> turns, boolean elsewhere) {}

  private Stored store(Handle handle, List<Step> steps, Instant now) {
    List<TurnView> turns = new ArrayList<>();
    List<EventDraft> events = new ArrayList<>();
    boolean elsewhere = false;
    for (Step step : steps) {
      ReadingStore.Changed changed =
          readings.write(
              handle,
              step.before(),
              step.outcome().reading(),
              step.outcome().decided(),
              false,
              now);
      elsewhere |= lessons.learn(handle, step.before(), step.outcome().reading());
      turns.add(changed.turn());
      events.addAll(changed.events());
    }
    UUID conversationId = steps.getFirst().before().conversationId();
    events.add(EventDraft.conversationUpdated());
    EventStore.append(handle, conversationId, events);
    return new Stored(turns, elsewhere);
  }

  private static ApiException unknownTurn(UUID turnId) {
    return new ApiException(
        ErrorCode.CONVERSATION_NOT_FOUND, "There is no turn " + turnId + " in this conversation.");
  }

  private static ApiException unknownCorrection(String id) {
    return new ApiException(
        ErrorCode.CONVERSATION_NOT_FOUND,
        "The turn has no correction " + id + "; the ids are in metadata.corrections.");
  }

  private static ApiException conflict(String message, TurnView turn) {
    return ApiException.conflict(message)
        .withDetails(Map.of("revision", turn.revision(), "status", turn.status()));
  }
}
