package dev.lumen.server.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The newest events are kept without a hole")
class RecentEventsTest {
  private static final int PLENTY = 1 << 20;

  private final RecentEvents recent = new RecentEvents(64);

  @Test
  void events_are_given_back_in_order_from_any_number() {
    append(1, 2, 3, 4, 5);

    assertThat(seqs(recent.after(0, 10))).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(seqs(recent.after(3, 10))).containsExactly(4L, 5L);
    assertThat(seqs(recent.after(0, 2))).containsExactly(1L, 2L);
    assertThat(recent.after(5, 10)).isEmpty();
    assertThat(recent.after(99, 10)).isEmpty();
  }

  @Test
  void an_event_told_twice_changes_nothing() {
    append(1, 2);

    assertThat(recent.append(event(2, 1), PLENTY)).isFalse();
    assertThat(recent.append(event(1, 1), PLENTY)).isFalse();
    assertThat(recent.head()).isEqualTo(2);
  }

  @Test
  void a_hole_sends_readers_to_the_store() {
    append(1, 2, 5);

    assertThat(recent.head()).isEqualTo(5);
    assertThat(recent.after(2, 10)).as("3 and 4 are missing").isNull();
    assertThat(seqs(recent.after(4, 10))).containsExactly(5L);
  }

  @Test
  void the_oldest_make_room_for_the_newest_by_number() {
    for (int seq = 1; seq <= 200; seq++) {
      append(seq);
    }

    assertThat(recent.first()).isEqualTo(137);
    assertThat(recent.after(135, 10)).isNull();
    assertThat(seqs(recent.after(136, 100))).hasSize(64).startsWith(137L).endsWith(200L);
  }

  @Test
  void the_oldest_make_room_for_the_newest_by_size_and_the_newest_stays() {
    for (int seq = 1; seq <= 10; seq++) {
      recent.append(event(seq, 1_000), 5_000);
    }
    assertThat(recent.first()).isEqualTo(9);

    recent.append(event(11, 100_000), 5_000);
    assertThat(seqs(recent.after(10, 10))).containsExactly(11L);
  }

  @Test
  void the_bytes_of_older_events_are_made_anew_for_whoever_comes_for_them() {
    Published first = event(1, 10);
    recent.append(first, PLENTY);
    byte[] made = first.bytes(NativeFace.INSTANCE);
    assertThat(first.bytes(NativeFace.INSTANCE)).isSameAs(made);

    for (int seq = 2; seq <= 20; seq++) {
      append(seq);
    }
    assertThat(first.bytes(NativeFace.INSTANCE)).isNotSameAs(made).isEqualTo(made);
  }

  @Test
  void readers_with_cursors_lose_and_double_nothing_whatever_is_told() {
    long seed = Long.getLong("lumen.fuzz.seed", 1);
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    long cursor = 0;
    long told = 0;
    for (int step = 0; step < 100_000; step++) {
      if (random.nextInt(3) > 0) {
        told = Math.max(told, told + random.nextInt(4) - 1);
        recent.append(event(Math.max(1, told), random.nextInt(50)), 1_000 + random.nextInt(5_000));
      } else {
        List<Published> found = recent.after(cursor, 1 + random.nextInt(20));
        if (found == null) {
          assertThat(cursor + 1).as("seed %d", seed).isLessThan(recent.first());
          cursor = recent.first() - 1;
        } else {
          for (Published event : found) {
            assertThat(event.seq()).as("seed %d", seed).isEqualTo(++cursor);
          }
        }
      }
    }
    assertThat(cursor).as("seed %d", seed).isPositive();
  }

  private void append(long... seqs) {
    for (long seq : seqs) {
      recent.append(event(seq, 10), PLENTY);
    }
  }

  private static Published event(long seq, int size) {
    return Published.of(
        new ConversationEvent(new UUID(0, 1), seq, "t", "x".repeat(size), Instant.EPOCH));
  }

  private static List<Long> seqs(@Nullable List<Published> events) {
    return events == null ? List.of() : events.stream().map(Published::seq).toList();
  }
}
