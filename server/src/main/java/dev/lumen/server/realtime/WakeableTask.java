package dev.lumen.server.realtime;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Work that is done whenever it is woken, by one virtual thread at a time. Between times it has
 * none: the stack of a thread that waits lies on the heap, a new copy each time it was awake, and
 * with thousands of them the collector does little else.
 */
final class WakeableTask {
  /** What {@link Work#run} answers when there is nothing to do until somebody wakes it. */
  static final long UNTIL_WOKEN = 0;

  /** What {@link Work#run} answers when it is never to be called again. */
  static final long OVER = -1;

  private enum State {
    ASLEEP,
    RUNNING,
    /** Running, and to run once more. */
    WOKEN,
    OVER
  }

  /** The work. */
  interface Work {
    /** Does what there is to do; answers the nanoseconds until it is to be called all the same. */
    long run();
  }

  private final String name;
  private final Work work;
  private final AtomicReference<State> state = new AtomicReference<>(State.ASLEEP);
  private volatile @Nullable Thread thread;

  /** Nothing runs before the first {@link #wake}. */
  WakeableTask(String name, Work work) {
    this.name = name;
    this.work = work;
  }

  /** Has the work run, after this call at the earliest; from any thread. */
  void wake() {
    if (state.compareAndSet(State.ASLEEP, State.RUNNING)) {
      Thread.ofVirtual().name(name).start(this::run);
    } else if (state.compareAndSet(State.RUNNING, State.WOKEN)) {
      LockSupport.unpark(thread); // it may wait for the next time
    } else if (state.get() == State.ASLEEP) {
      wake(); // it fell asleep in between
    }
  }

  /** Interrupts whatever it waits for. */
  void interrupt() {
    Thread running = thread;
    if (running != null) {
      running.interrupt();
    }
  }

  private void run() {
    thread = Thread.currentThread();
    long pause;
    do {
      state.set(State.RUNNING);
      pause = work.run();
      if (pause > UNTIL_WOKEN && state.get() == State.RUNNING) {
        LockSupport.parkNanos(this, pause);
      }
    } while (pause > UNTIL_WOKEN || (pause == UNTIL_WOKEN && !fallsAsleep()));
    if (pause == OVER) {
      state.set(State.OVER);
    }
  }

  private boolean fallsAsleep() {
    thread = null;
    if (state.compareAndSet(State.RUNNING, State.ASLEEP)) {
      return true;
    }
    thread = Thread.currentThread();
    return false;
  }
}
