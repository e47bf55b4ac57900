package dev.lumen.server.measure;

import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.jspecify.annotations.Nullable;

/**
 * The durations of one operation. Recording is wait-free (HdrHistogram's {@code Recorder}, two
 * significant digits, from a microsecond to two minutes); minutes that are over are kept
 * compressed, a few hundred bytes each, for {@link #MINUTES}; hours for {@link #HOURS}.
 */
public final class Operation {
  /** How many minutes are kept one by one. */
  public static final int MINUTES = 60;

  /** How many hours are kept one by one. */
  public static final int HOURS = 48;

  private static final int DIGITS = 2;
  private static final long LONGEST_MICROS = 120_000_000;
  private static final byte[] NOTHING = {};

  private final String name;
  private final Recorder recorder = new Recorder(DIGITS);
  private final Slots minutes = new Slots(MINUTES);
  private final Slots hours = new Slots(HOURS);
  private @Nullable Histogram recycled;
  private Histogram minute = empty();
  private Histogram hour = empty();
  private Histogram total = empty();
  private long currentMinute = -1;

  Operation(String name) {
    this.name = name;
  }

  /** What it is called, as {@code api.conversation.list}. */
  public String name() {
    return name;
  }

  /** Notes one duration. */
  public void record(long nanos) {
    recorder.recordValue(Math.clamp(nanos / 1_000, 0, LONGEST_MICROS));
  }

  /** Notes one duration given in milliseconds. */
  public void recordMillis(double millis) {
    record((long) (millis * 1e6));
  }

  /**
   * The durations of the last minutes, the running one included, in microseconds.
   *
   * @param now minutes since 1970
   * @param window how many minutes, 1 to {@value #MINUTES}
   */
  public synchronized Histogram window(long now, int window) {
    moveTo(now);
    Histogram sum = minute.copy();
    minutes.addTo(sum, now - window + 1, now);
    return sum;
  }

  /** The durations of one minute of the last hour. */
  public synchronized Histogram one(long now, long wanted) {
    moveTo(now);
    Histogram sum = wanted == now ? minute.copy() : empty();
    minutes.addTo(sum, wanted, wanted);
    return sum;
  }

  /** The durations of whole hours since 1970, from the first to the last, the running included. */
  public synchronized Histogram hours(long now, long first, long last) {
    moveTo(now);
    Histogram sum = empty();
    hours.addTo(sum, first, last);
    if (first <= now / 60 && last >= now / 60) {
      sum.add(hour);
      sum.add(minute);
    }
    return sum;
  }

  /** Everything since the start. */
  public synchronized Histogram sinceStart(long now) {
    moveTo(now);
    Histogram sum = total.copy();
    sum.add(minute);
    return sum;
  }

  private void moveTo(long now) {
    if (currentMinute < 0) {
      currentMinute = now;
    }
    // Also where the clock was put back: what was measured since belongs to no minute to come.
    if (now != currentMinute) {
      collect();
      minutes.put(currentMinute, minute);
      hour.add(minute);
      total.add(minute);
      minute.reset();
      if (now / 60 != currentMinute / 60) {
        hours.put(currentMinute / 60, hour);
        hour.reset();
      }
      currentMinute = now;
    }
    collect();
  }

  private void collect() {
    // The recorder takes back only what it gave itself; the first time it makes one.
    Histogram latest = recorder.getIntervalHistogram(recycled);
    minute.add(latest);
    recycled = latest;
  }

  /** A histogram that grows as far as needed. */
  public static Histogram empty() {
    Histogram histogram = new Histogram(DIGITS);
    histogram.setAutoResize(true);
    return histogram;
  }

  /** A histogram as few bytes. */
  public static byte[] pack(Histogram histogram) {
    ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
    int length = histogram.encodeIntoCompressedByteBuffer(buffer);
    byte[] bytes = new byte[length];
    buffer.get(0, bytes);
    return bytes;
  }

  /**
   * The histogram of such bytes.
   *
   * @throws IllegalArgumentException when they are none
   */
  public static Histogram unpack(byte[] bytes) {
    try {
      return Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(bytes), 0);
    } catch (DataFormatException | RuntimeException e) {
      throw new IllegalArgumentException("These bytes are no histogram", e);
    }
  }

  /** A ring of packed histograms, each of one minute or hour. */
  private static final class Slots {
    private final long[] numbers;
    private final byte[][] packed;

    Slots(int size) {
      numbers = new long[size];
      packed = new byte[size][];
      java.util.Arrays.fill(packed, NOTHING);
    }

    /** Adds to what is there of the same minute or hour, to which a clock may have come back. */
    void put(long number, Histogram histogram) {
      int slot = (int) (number % numbers.length);
      Histogram all = empty();
      all.add(histogram);
      if (numbers[slot] == number && packed[slot].length > 0) {
        all.add(unpack(packed[slot]));
      }
      numbers[slot] = number;
      packed[slot] = all.getTotalCount() == 0 ? NOTHING : pack(all);
    }

    void addTo(Histogram sum, long first, long last) {
      for (int slot = 0; slot < numbers.length; slot++) {
        if (packed[slot].length > 0 && numbers[slot] >= first && numbers[slot] <= last) {
          sum.add(unpack(packed[slot]));
        }
      }
    }
  }
}
