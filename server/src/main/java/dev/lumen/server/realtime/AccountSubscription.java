package dev.lumen.server.realtime;

import dev.lumen.server.database.DatabaseException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Everything of one account on one socket: its conversations one by one, each resumed where the
 * client says, and those that are created later from their first event.
 */
final class AccountSubscription {
  /**
   * The log tells of a commit a moment before other transactions see it, as PostgreSQL writes it
   * down first. So a new conversation is looked for again, for a second in all.
   */
  private static final int LOOKS = 10;

  private final NativeRoutes routes;
  private final NativeAnswers answers;
  private final Viewer viewer;
  private final int limit;
  private final Consumer<UUID> whenCreated = this::created;
  private boolean full;

  AccountSubscription(NativeRoutes routes, NativeAnswers answers, Viewer viewer, int limit) {
    this.routes = routes;
    this.answers = answers;
    this.viewer = viewer;
    this.limit = limit;
  }

  /** Called on the socket's own thread. */
  synchronized void begin(ClientMessage.SubscribeAll message) {
    // First of all, so that what is created from here on is not missed.
    routes.hub().accounts().add(viewer.id(), whenCreated);
    answers.subscriber().followsAccount(true);
    answers.subscriber().whenEnded(this::end);
    List<UUID> known = routes.access().conversations(viewer, limit + 1);
    answers.account(message.ref(), Math.min(limit, known.size()));
    Map<String, Long> after = message.after();
    for (UUID conversation : known.subList(0, Math.min(limit, known.size()))) {
      follow(conversation, resume(after, conversation, message.epoch()), message.ref());
    }
    if (known.size() > limit) {
      tooMany(message.ref());
    }
  }

  /** A client that says what it has knows every conversation but the new ones. */
  private static Resume resume(
      @Nullable Map<String, Long> after, UUID conversation, @Nullable String epoch) {
    if (after == null) {
      return Resume.LIVE;
    }
    Long seq = after.get(conversation.toString());
    return seq == null ? new Resume(0L, null) : new Resume(seq, epoch);
  }

  /** On a thread of its own. */
  private void created(UUID conversation) {
    for (int look = 0; !followNew(conversation) && look < LOOKS; look++) {
      try {
        Thread.sleep(Duration.ofMillis(1L << look));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** Whether nothing is left to do; false where the conversation is not there, or not yet. */
  private synchronized boolean followNew(UUID conversation) {
    Subscriber subscriber = answers.subscriber();
    if (subscriber.isEnded() || subscriber.conversations().contains(conversation)) {
      return true;
    }
    try {
      return isFull(null) || begin(conversation, new Resume(0L, null), null);
    } catch (DatabaseException away) {
      // The client comes back and says what it has; what it does not name begins anew.
      subscriber.close(CloseReason.TRY_LATER);
      return true;
    }
  }

  private void follow(UUID conversation, Resume resume, @Nullable String ref) {
    if (!isFull(ref) && !begin(conversation, resume, ref)) {
      answers.error(ref, SocketFault.NOT_FOUND);
    }
  }

  private boolean begin(UUID conversation, Resume resume, @Nullable String ref) {
    return Following.begin(routes, answers, conversation, new Following("subscribed", ref, resume));
  }

  private boolean isFull(@Nullable String ref) {
    boolean now = answers.subscriber().conversations().size() >= limit;
    if (now) {
      tooMany(ref);
    }
    return now;
  }

  private void tooMany(@Nullable String ref) {
    if (!full) {
      full = true;
      answers.error(ref, SocketFault.TOO_MANY_SUBSCRIPTIONS);
    }
  }

  /** New conversations are not told any more. */
  void end() {
    routes.hub().accounts().remove(viewer.id(), whenCreated);
    answers.subscriber().followsAccount(false);
  }
}
