package dev.lumen.server.realtime.supabase;

import dev.lumen.server.realtime.Source;
import dev.lumen.server.realtime.Subscriber;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What waits to be written to one connection, in one order: replies, changes, broadcasts. It is
 * bounded. Whoever asks too fast waits, changes are read from the history later, broadcasts are
 * dropped.
 */
final class Outbox implements Source {
  private static final int MAX_FRAMES = 1_024;
  private static final int MAX_BYTES = 2 << 20;
  private static final int BATCH_BYTES = 32 << 10;

  private final Subscriber subscriber;
  private final Runnable atEnd;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private final Queue<byte[]> frames = new ArrayDeque<>();
  private final Set<ChannelChanges> channels = ConcurrentHashMap.newKeySet();
  private int bytes;
  private volatile boolean ended;

  /**
   * @param atEnd called when the connection is over
   */
  Outbox(Subscriber subscriber, Runnable atEnd) {
    this.subscriber = subscriber;
    this.atEnd = atEnd;
  }

  // --- filling it ---

  /** An answer to the client; waits until there is room, which slows down a client that floods. */
  void reply(byte[] frame) {
    lock.lock();
    try {
      while (isFull() && !ended) {
        subscriber.wake();
        if (!room.await(1, TimeUnit.SECONDS) && subscriber.isEnded()) {
          return;
        }
      }
      put(frame);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
    subscriber.wake();
  }

  /** A change; false when there is no room for it. */
  boolean offer(byte[] frame) {
    lock.lock();
    try {
      if (isFull()) {
        return false;
      }
      put(frame);
    } finally {
      lock.unlock();
    }
    subscriber.wake();
    return true;
  }

  /** A broadcast; dropped when the client is behind. Answers whether it was taken. */
  boolean offerEphemeral(byte[] frame) {
    lock.lock();
    try {
      if (frames.size() > MAX_FRAMES / 2 || bytes > MAX_BYTES / 2) {
        return false;
      }
      put(frame);
    } finally {
      lock.unlock();
    }
    subscriber.wake();
    return true;
  }

  /** Adds a frame, room or not: for the connection's writer, which makes the room. */
  void add(byte[] frame) {
    lock.lock();
    try {
      put(frame);
    } finally {
      lock.unlock();
    }
  }

  private void put(byte[] frame) {
    if (!ended) {
      frames.add(frame);
      bytes += frame.length;
    }
  }

  private boolean isFull() {
    return frames.size() >= MAX_FRAMES || bytes >= MAX_BYTES;
  }

  // --- channels that read by themselves ---

  void follow(ChannelChanges channel) {
    channels.add(channel);
  }

  void unfollow(ChannelChanges channel) {
    channels.remove(channel);
  }

  void wake() {
    subscriber.wake();
  }

  // --- emptying it, by the connection's writer ---

  @Override
  public boolean pump() {
    boolean sent = sendBatch();
    if (isEmpty()) {
      for (ChannelChanges channel : channels) {
        sent |= channel.readOn();
      }
    }
    return sent;
  }

  private boolean isEmpty() {
    lock.lock();
    try {
      return frames.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  private boolean sendBatch() {
    byte[] batch;
    lock.lock();
    try {
      batch = next();
      if (!isFull()) {
        room.signalAll();
      }
    } finally {
      lock.unlock();
    }
    if (batch.length > 0) {
      subscriber.send(batch);
    }
    return batch.length > 0;
  }

  /** The next frame, or several small ones in one piece: one call into the system for all. */
  private byte[] next() {
    byte[] first = frames.poll();
    if (first == null) {
      return new byte[0];
    }
    bytes -= first.length;
    byte[] second = frames.peek();
    if (second == null || first.length + second.length > BATCH_BYTES) {
      return first;
    }
    ByteArrayOutputStream several = new ByteArrayOutputStream(BATCH_BYTES);
    several.writeBytes(first);
    while (second != null && several.size() + second.length <= BATCH_BYTES) {
      frames.poll();
      bytes -= second.length;
      several.writeBytes(second);
      second = frames.peek();
    }
    return several.toByteArray();
  }

  @Override
  public void end() {
    lock.lock();
    try {
      ended = true;
      frames.clear();
      room.signalAll();
    } finally {
      lock.unlock();
    }
    atEnd.run();
  }
}
