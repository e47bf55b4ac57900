package dev.lumen.server.realtime;

import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One connection that is told things. One thread at a time does all the writing, while there is
 * something to write: replies first, then durable events conversation by conversation, then
 * ephemeral news. What it holds is bounded: durable events are not queued but fetched from a
 * cursor, news is replaced by newer news.
 */
public final class Subscriber {
  private static final System.Logger LOG = System.getLogger(Subscriber.class.getName());
  private static final int MAX_REPLIES = 64;

  private final Face face;
  private final Wire wire;
  private final HubSettings settings;
  private final InstantSource clock;
  private final HubCounters counters;
  private final WakeableTask writer = new WakeableTask("subscriber", this::work);
  private final Map<UUID, Subscription> subscriptions = new ConcurrentHashMap<>();
  private final BlockingQueue<byte[]> replies = new ArrayBlockingQueue<>(MAX_REPLIES);
  private final Liveness liveness;
  private final PendingNews pendingNews;
  private final CountDownLatch ended = new CountDownLatch(1);

  private final Queue<Runnable> whenEnded = new ConcurrentLinkedQueue<>();

  private volatile @Nullable Source source;
  private volatile Runnable rights = () -> {};
  private volatile boolean pingDue;
  private volatile boolean gone;
  private volatile boolean admitted;
  private volatile boolean followsAccount;
  private volatile @Nullable CloseReason closing;
  private final long openedAt = System.nanoTime();
  private long newsSentAt = System.nanoTime() - Long.MAX_VALUE / 2;

  Subscriber(
      Face face, Wire wire, HubSettings settings, InstantSource clock, HubCounters counters) {
    this.face = face;
    this.wire = wire;
    this.settings = settings;
    this.clock = clock;
    this.counters = counters;
    this.liveness = new Liveness(settings, clock);
    this.pendingNews = new PendingNews(counters);
  }

  // --- what others may ask of it, from any thread ---

  /**
   * Queues an answer to something the other side sent. Waits while too many answers are unread, so
   * that a client which floods is slowed down by its own socket.
   */
  public void reply(byte[] frame) {
    try {
      while (!gone && closing == null && !replies.offer(frame, 1, TimeUnit.SECONDS)) {
        wake();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    wake();
  }

  /**
   * Ends the connection after what is already queued as an answer; only the first reason counts.
   */
  public void close(CloseReason reason) {
    synchronized (this) {
      if (closing != null) {
        return;
      }
      closing = reason;
      liveness.closes();
    }
    counters.closed(reason);
    wake();
  }

  /** The other side is gone: nothing can be said any more. */
  public void disconnected() {
    gone = true;
    wake();
  }

  /** It is known who the other side is: from now on it is told what is for everyone. */
  public void admit() {
    admitted = true;
  }

  /** Whether it is told of conversations to come, and so stays though there is none any more. */
  void followsAccount(boolean follows) {
    followsAccount = follows;
  }

  boolean isAdmitted() {
    return admitted;
  }

  /** A sign of life came from the other side. */
  public void heard() {
    liveness.heard();
  }

  /** What is done when it is time to look whether the other side is still let in. */
  public void whenRightsAreDue(Runnable look) {
    rights = look;
  }

  void lookAtRights() {
    if (closing == null && !gone) {
      rights.run();
    }
  }

  /** Ends the connection at a moment, unless {@link #clearDeadline} or another deadline follows. */
  public void closeAt(Instant at, CloseReason reason) {
    liveness.endsAt(at, reason);
  }

  /** Takes the deadline back. */
  public void clearDeadline() {
    liveness.goesOn();
  }

  /** Whether it is over. */
  public boolean isEnded() {
    return ended.getCount() == 0;
  }

  /** The conversations it follows. */
  public Collection<UUID> conversations() {
    return subscriptions.keySet();
  }

  /** Waits until it is over. */
  public void awaitEnd() throws InterruptedException {
    ended.await();
  }

  boolean awaitEnd(long millis) throws InterruptedException {
    return ended.await(millis, TimeUnit.MILLISECONDS);
  }

  void add(Subscription subscription) {
    subscriptions.put(subscription.log().conversationId(), subscription);
    if (isEnded()) {
      subscription.log().leave(subscription);
    }
    wake();
  }

  @Nullable Subscription remove(UUID conversationId) {
    return subscriptions.remove(conversationId);
  }

  void offer(NewsKind kind, Published published) {
    if (face.tellsNews()) {
      if (!pendingNews.offer(kind, published)) {
        close(CloseReason.SLOW);
      }
      wake();
    }
  }

  /** Gives it frames beside those of conversations it follows; only one such source at a time. */
  public void attach(Source frames) {
    source = frames;
    wake();
  }

  /** Has something done when the connection is over; at once when it is. */
  public void whenEnded(Runnable action) {
    whenEnded.add(action);
    if (isEnded()) {
      action.run();
    }
  }

  /** Writes a frame. Only for a {@link Source}, inside {@link Source#pump}. */
  public void send(byte[] frame) {
    write(frame);
  }

  /** Its conversation was deleted: says so, and goodbye if it followed no other. */
  void removed(Subscription subscription, Published notice) {
    if (subscriptions.remove(subscription.log().conversationId(), subscription)) {
      if (!replies.offer(notice.bytes(face))) {
        close(CloseReason.SLOW);
      } else if (subscriptions.isEmpty() && !followsAccount) {
        close(CloseReason.REMOVED);
      }
      wake();
    }
  }

  /** Has somebody look for something to send. */
  public void wake() {
    writer.wake();
  }

  /** Looks after time: called again and again by the hub. */
  void tick(long now) {
    if (wire.isBroken()) {
      disconnected();
    } else if (closing == null) {
      CloseReason late = liveness.overdue(now, isBehind());
      if (late != null) {
        close(late);
      } else if (liveness.takePing(now)) {
        pingDue = true;
        wake();
      }
    } else if (liveness.isGraceOver(now)) {
      cut();
    }
  }

  private boolean isBehind() {
    for (Subscription subscription : subscriptions.values()) {
      if (subscription.behind() > settings.maxBehind()) {
        return true;
      }
    }
    return false;
  }

  /** Ends it without a goodbye. */
  void cut() {
    gone = true;
    wire.abort();
    writer.interrupt();
    wake();
  }

  // --- what its writer does ---

  private long work() {
    boolean goesOn = false;
    try {
      goesOn = sendAll();
    } finally {
      if (!goesOn) {
        end();
      }
    }
    return goesOn ? retryIn() : WakeableTask.OVER;
  }

  /** Sends what there is; false when the connection is over. */
  private boolean sendAll() {
    try {
      while (!gone && closing == null) {
        if (!sendSomething()) {
          return true;
        }
      }
      sayGoodbye();
    } catch (UncheckedIOException lost) {
      // The other side is gone; it comes back and resumes, or it does not.
      wire.abort();
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "Writing to a subscriber failed: " + e.getClass().getName());
      LOG.log(Level.DEBUG, "Where it failed", e);
      wire.abort();
    }
    return false;
  }

  private void end() {
    gone = true;
    ended.countDown();
    subscriptions.values().forEach(s -> s.log().leave(s));
    counters.left(this);
    Source frames = source;
    if (frames != null) {
      frames.end();
    }
    whenEnded.forEach(Runnable::run);
  }

  private boolean sendSomething() {
    boolean sent = sendReplies();
    if (pingDue) {
      pingDue = false;
      writing(wire::ping);
    }
    for (Subscription subscription : subscriptions.values()) {
      // First what was queued before it began: that it begins, above all.
      sent |= sendReplies();
      sent |= subscription.pump();
    }
    Source frames = source;
    if (frames != null) {
      sent |= frames.pump();
    }
    return sendNews() || sent;
  }

  private boolean sendReplies() {
    boolean sent = false;
    for (byte[] reply = replies.poll(); reply != null; reply = replies.poll()) {
      write(reply);
      sent = true;
    }
    return sent;
  }

  private boolean sendNews() {
    long pause = counters.newsPause();
    boolean paced = pause > 0 && System.nanoTime() - newsSentAt < pause;
    Published news = paced ? pendingNews.pollForGood() : pendingNews.poll();
    if (news != null) {
      newsSentAt = paced ? newsSentAt : System.nanoTime();
      // Whoever was let in a moment ago is greeted before it is told anything.
      sendReplies();
      write(news.bytes(face));
    }
    return news != null;
  }

  void write(Published event) {
    write(event.bytes(face));
    counters.delivered(event, openedAt);
  }

  void writeGap(UUID conversationId, long from, long to) {
    String payload = "{\"from\":" + from + ",\"to\":" + to + "}";
    write(face.news(new News(conversationId, EventType.GAP.wireName(), payload, clock.instant())));
  }

  private void write(byte[] frame) {
    writing(() -> wire.write(frame));
  }

  private void writing(Runnable write) {
    liveness.writes();
    write.run();
    liveness.hasWritten();
  }

  private void sayGoodbye() {
    CloseReason reason = closing;
    if (!gone && reason != null) {
      sendReplies();
      wire.close(reason);
      awaitAnswer();
    }
  }

  /** A polite peer answers the goodbye by leaving; the others are cut off. */
  private void awaitAnswer() {
    long until = System.nanoTime() + settings.closeGrace().toNanos();
    for (long left = until - System.nanoTime();
        !gone && left > 0;
        left = until - System.nanoTime()) {
      LockSupport.parkNanos(this, left);
    }
    if (!gone) {
      wire.abort();
    }
  }

  /** Nanoseconds until there may be something to send although nobody wakes it; 0 for never. */
  private long retryIn() {
    long retry = 0;
    for (Subscription subscription : subscriptions.values()) {
      retry = sooner(retry, subscription.retryIn());
    }
    Source frames = source;
    if (frames != null) {
      retry = sooner(retry, frames.retryIn());
    }
    if (pendingNews.any()) {
      long pauseEnds = newsSentAt + counters.newsPause();
      retry = sooner(retry, Math.max(1, pauseEnds - System.nanoTime()));
    }
    return retry;
  }

  private static long sooner(long one, long other) {
    return one == 0 || other == 0 ? Math.max(one, other) : Math.min(one, other);
  }
}
