package dev.lumen.server.realtime;

import dev.lumen.server.database.DatabaseException;
import dev.lumen.server.feed.FeedListener;
import dev.lumen.server.feed.RowChange;
import dev.lumen.server.feed.Transaction;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings events to subscribers: durable ones out of the change feed and the store, ephemeral ones
 * as they are published. The feed's thread only notes what came and wakes those concerned.
 */
public final class RealtimeHub implements FeedListener, AutoCloseable {
  private static final System.Logger LOG = System.getLogger(RealtimeHub.class.getName());
  private static final int TAIL = 128;
  private static final int CONCURRENT_READS = 4;
  private static final int REFRESHED_AT_ONCE = 500;
  private static final int NO_LIFE = -1;

  private final EventStore store;
  private final StoredEvents stored;
  private final HubSettings settings;
  private final InstantSource clock;
  private final EventLogs logs;
  private volatile Consumer<News> elsewhere = _ -> {};
  private volatile Consumer<ConversationEvent> watcher = _ -> {};
  private final HubCounters counters = new HubCounters();
  private final AccountFollowers accounts = new AccountFollowers();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Metronome time;
  private final RightsClock rights;
  // Odd while the feed is away: what the logs know then may be out of date at any moment.
  private final AtomicInteger feedLife = new AtomicInteger();

  /**
   * Begins to look after subscribers. The hub is to be given to the change feed as a listener
   * before the first subscriber comes.
   */
  public RealtimeHub(EventStore store, HubSettings settings, InstantSource clock) {
    this.store = store;
    this.stored = new StoredEvents(store, CONCURRENT_READS);
    this.settings = settings;
    this.clock = clock;
    this.logs = new EventLogs(settings.keptConversations());
    this.time =
        Metronome.start(
            "hub-clock", settings.tick(), () -> !counters.subscribers().isEmpty(), this::tick);
    this.rights = RightsClock.start(counters.subscribers(), settings.heartbeat());
  }

  // --- subscribers ---

  /**
   * Takes a connection in. It is told nothing but answers until it is {@link Subscriber#admit}ted.
   */
  public Subscriber open(Face face, Wire wire) {
    Subscriber subscriber = new Subscriber(face, wire, settings, clock, counters);
    counters.joined(subscriber);
    time.wake();
    rights.wake();
    if (closed.getCount() == 0) {
      subscriber.close(CloseReason.RESTARTING);
    }
    return subscriber;
  }

  /**
   * Finds the place from which a subscription would begin. To follow from there call {@link
   * #follow} with it, after the subscriber was told.
   *
   * @return empty when there is no such conversation
   * @throws DatabaseException when that cannot be found out now
   */
  public Optional<Start> start(UUID conversationId, Resume resume, String epoch) {
    return position(conversationId)
        .map(position -> StartPlaces.choose(position, resume, epoch))
        .flatMap(start -> confirmed(conversationId, start, resume, epoch));
  }

  /** As {@link #start}, by what is committed now: the feed tells of that a moment later. */
  public Optional<Start> startOfPage(UUID conversationId, Resume resume, String epoch) {
    return store
        .position(conversationId)
        .map(position -> StartPlaces.choose(position, resume, epoch));
  }

  /** Whoever seems ahead of history may have been told by another node first: look once more. */
  private Optional<Start> confirmed(UUID conversationId, Start start, Resume resume, String epoch) {
    return start.reset() == Start.Reset.AHEAD_OF_HISTORY
        ? store.position(conversationId).map(now -> StartPlaces.choose(now, resume, epoch))
        : Optional.of(start);
  }

  /**
   * Delivers every event after a number to the subscriber, each once and in order.
   *
   * @return false when there is no such conversation (any more)
   */
  public boolean follow(Subscriber subscriber, UUID conversationId, long after) {
    // A log that was forgotten in the meantime is asked for anew, and read from the store again.
    while (position(conversationId).isPresent()) {
      EventLog log = logs.get(conversationId);
      Subscription subscription = new Subscription(subscriber, log, stored, after);
      if (log.follow(subscription)) {
        unfollow(subscriber, conversationId);
        subscriber.add(subscription);
        return true;
      }
    }
    return false;
  }

  /** Who wants to know of new conversations of an account. */
  AccountFollowers accounts() {
    return accounts;
  }

  /** Ends a subscription; nothing happens when there is none. */
  public void unfollow(Subscriber subscriber, UUID conversationId) {
    Subscription subscription = subscriber.remove(conversationId);
    if (subscription != null) {
      subscription.log().leave(subscription);
    }
  }

  /**
   * The events of a conversation after a number, oldest first; of those removed from the store the
   * list has none.
   *
   * @param wait how long to wait for one when there is none; zero for what is committed now
   * @throws DatabaseException when the store has to be asked and cannot
   */
  public List<ConversationEvent> read(UUID conversationId, long after, int limit, Duration wait) {
    List<Published> known = wait.isZero() ? null : awaited(conversationId, after, limit, wait);
    List<Published> found = known != null ? known : stored.after(conversationId, after, limit);
    return found.stream().map(Published::event).filter(Objects::nonNull).toList();
  }

  private @Nullable List<Published> awaited(
      UUID conversationId, long after, int limit, Duration wait) {
    EventLog log = logs.get(conversationId);
    try {
      if (log.head() <= after) {
        log.await(after, wait);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return log.after(after, limit);
  }

  private Optional<Position> position(UUID conversationId) {
    int life = feedLife.get();
    EventLog log = logs.get(conversationId);
    if (isAway(life)) {
      Optional<EventStore.Tail> tail = store.tail(conversationId, TAIL);
      tail.ifPresent(found -> log.load(found, NO_LIFE));
      return tail.map(EventStore.Tail::position);
    }
    Position known = log.position(life);
    return known != null ? Optional.of(known) : load(log, life);
  }

  private static boolean isAway(int life) {
    return (life & 1) == 1;
  }

  private Optional<Position> load(EventLog log, int life) {
    log.loading().lock();
    try {
      Position known = log.position(life);
      if (known != null) {
        return Optional.of(known);
      }
      Optional<EventStore.Tail> tail = store.tail(log.conversationId(), TAIL);
      tail.ifPresent(found -> log.load(found, life));
      return tail.map(EventStore.Tail::position);
    } finally {
      log.loading().unlock();
    }
  }

  // --- what is published ---

  /**
   * Tells those who follow a conversation something that is not kept. A subscriber that has fallen
   * behind gets only the newest news of a kind; final words and speech events are told each.
   *
   * @param payload JSON text
   */
  public void publishEphemeral(UUID conversationId, String type, String payload) {
    elsewhere.accept(new News(conversationId, type, payload, clock.instant()));
    deliverEphemeral(conversationId, type, payload);
  }

  /** Has ephemeral news of conversations go to other nodes as well. Called once, at the start. */
  public void relayTo(Consumer<News> relay) {
    elsewhere = relay;
  }

  /**
   * Has every durable event of every conversation shown to somebody, on the feed's thread: they
   * must not wait for anything. Called once, at the start.
   */
  public void watch(Consumer<ConversationEvent> events) {
    watcher = events;
  }

  /** As {@link #publishEphemeral}, to subscribers on this node alone: for news of other nodes. */
  public void deliverEphemeral(UUID conversationId, String type, String payload) {
    EventLog log = logs.find(conversationId);
    if (log == null || !log.hasFollowers()) {
      return;
    }
    News news = new News(conversationId, type, payload, clock.instant());
    Published published = Published.of(news);
    NewsKind kind = NewsKind.of(news);
    log.followers().forEach(follower -> follower.subscriber().offer(kind, published));
  }

  /** Whether anybody on this node follows the conversation now. */
  public boolean hasFollowers(UUID conversationId) {
    EventLog log = logs.find(conversationId);
    return log != null && log.hasFollowers();
  }

  /**
   * Tells every subscriber that was admitted something that is not kept.
   *
   * @param payload JSON text
   */
  public void publishSystem(String type, String payload) {
    News news = new News(null, type, payload, clock.instant());
    Published published = Published.of(news);
    NewsKind kind = NewsKind.of(news);
    counters.subscribers().stream()
        .filter(Subscriber::isAdmitted)
        .forEach(subscriber -> subscriber.offer(kind, published));
  }

  /** Has every delivery of a fresh event told. Called once, at the start. */
  public void onDelivery(DeliveryListener listener) {
    counters.tell(listener);
  }

  /**
   * Has each subscriber get ephemeral news no more often than this; zero for at once. What is said
   * for good never waits.
   */
  public void paceNews(Duration pause) {
    counters.newsPause(pause.toNanos());
  }

  /** What the hub holds and has done. */
  public HubStatistics statistics() {
    return counters.statistics(logs.size());
  }

  // --- the change feed ---

  @Override
  public void onTransaction(Transaction transaction) {
    for (RowChange change : transaction.changes()) {
      ConversationEvent event = EventRows.written(change);
      if (event != null) {
        logs.get(event.conversationId()).append(Published.fresh(event), logs.bytesEach());
        watcher.accept(event);
      }
      EventRows.Owned created = EventRows.newConversation(change);
      if (created != null) {
        accounts.tell(created);
      }
      UUID erased = EventRows.erasedFrom(change);
      if (erased != null) {
        forgetKept(erased);
      }
      UUID removed = EventRows.removedConversation(change);
      if (removed != null) {
        removed(removed);
      }
    }
  }

  /** What was erased from the store must not be told out of memory. */
  private void forgetKept(UUID conversationId) {
    EventLog log = logs.find(conversationId);
    if (log != null) {
      log.forgetKept();
    }
  }

  private void removed(UUID conversationId) {
    EventLog log = logs.find(conversationId);
    if (log != null) {
      logs.remove(log);
      log.retire();
      String payload = "{\"conversation_id\":\"" + conversationId + "\"}";
      News news =
          new News(
              conversationId, EventType.CONVERSATION_DELETED.wireName(), payload, clock.instant());
      Published published = Published.of(news);
      for (Subscription follower : new ArrayList<>(log.followers())) {
        follower.subscriber().removed(follower, published);
        log.leave(follower);
      }
    }
  }

  @Override
  public void onDisconnected() {
    feedLife.updateAndGet(life -> life | 1);
  }

  @Override
  public void onReconnected() {
    int life = feedLife.updateAndGet(before -> (before | 1) + 1);
    List<EventLog> followed = logs.forgetUnused();
    Thread.ofVirtual().name("hub-refresh").start(() -> refresh(followed, life));
  }

  /** Closes the hole that the feed's absence has left, from the tables. */
  private void refresh(List<EventLog> followed, int life) {
    for (int from = 0; from < followed.size(); from += REFRESHED_AT_ONCE) {
      List<EventLog> some =
          followed.subList(from, Math.min(from + REFRESHED_AT_ONCE, followed.size()));
      while (feedLife.get() == life && closed.getCount() > 0 && !refreshed(some, life)) {
        pause(settings.tick());
      }
    }
  }

  private boolean refreshed(List<EventLog> some, int life) {
    try {
      Map<UUID, Long> lastSeqs =
          store.lastSeqs(some.stream().map(EventLog::conversationId).toList());
      for (EventLog log : some) {
        Long last = lastSeqs.get(log.conversationId());
        if (last == null) {
          removed(log.conversationId());
        } else if (log.position(life) == null) {
          load(log, life);
        }
      }
      return true;
    } catch (DatabaseException away) {
      LOG.log(System.Logger.Level.DEBUG, "Events are read again when the database is back");
      return false;
    }
  }

  // --- time ---

  private void tick() {
    long now = System.nanoTime();
    counters.subscribers().forEach(subscriber -> subscriber.tick(now));
  }

  private boolean pause(Duration time) {
    try {
      return closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      return true;
    }
  }

  /**
   * Says goodbye to every subscriber, spread over {@link HubSettings#drain}, and cuts those who do
   * not answer.
   */
  @Override
  public void close() {
    closed.countDown();
    time.close();
    rights.close();
    Drain.goodbye(new ArrayList<>(counters.subscribers()), settings);
  }
}
