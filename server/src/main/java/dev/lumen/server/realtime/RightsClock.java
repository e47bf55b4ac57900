package dev.lumen.server.realtime;

import dev.lumen.server.database.DatabaseException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collection;

/**
 * Looks again and again whether those who are connected are still let in, whatever they do: one who
 * answers no ping is looked at like the others. All are looked at one after the other, so that the
 * users of many connections are asked for once.
 */
final class RightsClock implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(RightsClock.class.getName());

  private final Collection<Subscriber> subscribers;
  private final Metronome time;

  private RightsClock(Collection<Subscriber> subscribers, Duration every) {
    this.subscribers = subscribers;
    this.time =
        Metronome.start("rights-clock", every, () -> !subscribers.isEmpty(), this::lookAtAll);
  }

  /**
   * Starts one.
   *
   * @param heartbeat within which everybody is looked at; a fifth of it is for the looking
   */
  static RightsClock start(Collection<Subscriber> subscribers, Duration heartbeat) {
    return new RightsClock(subscribers, heartbeat.multipliedBy(4).dividedBy(5));
  }

  /** Somebody came. */
  void wake() {
    time.wake();
  }

  private void lookAtAll() {
    for (Subscriber subscriber : subscribers) {
      try {
        subscriber.lookAtRights();
      } catch (DatabaseException e) {
        // Nobody is shut out because it cannot be asked; the next look asks again.
        LOG.log(Level.DEBUG, "Rights could not be looked at", e);
        if (e.isOutage()) {
          return;
        }
      } catch (RuntimeException e) {
        LOG.log(Level.ERROR, "A look at rights failed: " + e.getClass().getName());
        LOG.log(Level.DEBUG, "Where it failed", e);
      }
    }
  }

  @Override
  public void close() {
    time.close();
  }
}
