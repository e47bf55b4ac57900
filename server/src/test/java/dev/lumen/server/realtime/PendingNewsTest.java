package dev.lumen.server.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("News waits in a bounded place, the newest of each kind")
class PendingNewsTest {
  private final HubCounters counters = new HubCounters();
  private final PendingNews pending = new PendingNews(counters);

  @Test
  void newer_news_of_a_kind_replaces_older() {
    News first = news(1, "queue:position");
    News second = news(1, "queue:position");
    News other = news(2, "queue:position");
    Published wanted = Published.of(second);
    Published alsoWanted = Published.of(other);

    pending.offer(NewsKind.of(first), Published.of(first));
    pending.offer(NewsKind.of(other), alsoWanted);
    pending.offer(NewsKind.of(second), wanted);

    assertThat(pending.poll()).isSameAs(alsoWanted);
    assertThat(pending.poll()).isSameAs(wanted);
    assertThat(pending.poll()).isNull();
    assertThat(counters.statistics(0).newsReplaced()).isEqualTo(1);
  }

  @Test
  void of_alerts_none_replaces_another() {
    News first = news(1, "performance:alert");
    News second = news(1, "performance:alert");
    Published wanted = Published.of(first);
    Published alsoWanted = Published.of(second);

    pending.offer(NewsKind.of(first), wanted);
    pending.offer(NewsKind.of(second), alsoWanted);

    assertThat(pending.poll()).isSameAs(wanted);
    assertThat(pending.poll()).isSameAs(alsoWanted);
  }

  @Test
  void however_much_comes_the_place_does_not_grow() {
    for (int i = 0; i < 10_000; i++) {
      News news = news(i, "queue:position");
      pending.offer(NewsKind.of(news), Published.of(news));
    }

    int kept = 0;
    while (pending.poll() != null) {
      kept++;
    }
    assertThat(kept).isEqualTo(64);
  }

  @Test
  @DisplayName("V-14: of interim words only newer ones of the same turn and speaker replace")
  void interim_words() {
    Published ada = offer("transcript_update", "{\"turn\":\"a\",\"speaker\":\"Ada\"}");
    Published bob = offer("transcript_update", "{\"turn\":\"a\",\"speaker\":\"Bob\"}");
    offer("transcript_update", "{\"turn\":\"b\",\"revision\":1}");
    Published newer = offer("transcript_update", "{\"turn\":\"b\",\"revision\":2}");

    assertThat(pending.poll()).isSameAs(ada);
    assertThat(pending.poll()).isSameAs(bob);
    assertThat(pending.poll()).isSameAs(newer);
    assertThat(pending.poll()).isNull();
  }

  @Test
  @DisplayName(
      "V-14: final words replace the interim ones of their turn, and nothing replaces them")
  void final_words() {
    offer("transcript_update", "{\"turn\":\"a\",\"is_final\":false}");
    Published first = offer("transcript_update", "{\"turn\":\"a\",\"is_final\":true}");
    Published interim = offer("transcript_update", "{\"turn\":\"b\",\"is_final\":false}");
    Published second = offer("transcript_update", "{\"turn\":\"c\",\"is_final\":true}");

    assertThat(pending.pollForGood()).isSameAs(first);
    assertThat(pending.pollForGood()).isSameAs(second);
    assertThat(pending.pollForGood()).isNull();
    assertThat(pending.poll()).isSameAs(interim);
    assertThat(pending.any()).isFalse();
  }

  @Test
  void whoever_does_not_take_what_is_said_for_good_is_too_slow() {
    News said = news(1, "speech_event");
    int taken = 0;
    while (pending.offer(NewsKind.of(said), Published.of(said))) {
      taken++;
    }
    assertThat(taken).isEqualTo(1_000);
    assertThat(pending.pollForGood()).isNotNull();
    assertThat(pending.offer(NewsKind.of(said), Published.of(said))).isTrue();
  }

  private Published offer(String type, String payload) {
    News news = new News(new UUID(0, 1), type, payload, Instant.EPOCH);
    Published published = Published.of(news);
    assertThat(pending.offer(NewsKind.of(news), published)).isTrue();
    return published;
  }

  private static News news(long conversation, String type) {
    return new News(new UUID(0, conversation), type, "{}", Instant.EPOCH);
  }
}
