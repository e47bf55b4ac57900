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

    pending.offer(first, Published.of(first));
    pending.offer(other, alsoWanted);
    pending.offer(second, wanted);

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

    pending.offer(first, wanted);
    pending.offer(second, alsoWanted);

    assertThat(pending.poll()).isSameAs(wanted);
    assertThat(pending.poll()).isSameAs(alsoWanted);
  }

  @Test
  void however_much_comes_the_place_does_not_grow() {
    for (int i = 0; i < 10_000; i++) {
      News news = news(i, "queue:position");
      pending.offer(news, Published.of(news));
    }

    int kept = 0;
    while (pending.poll() != null) {
      kept++;
    }
    assertThat(kept).isEqualTo(64);
  }

  private static News news(long conversation, String type) {
    return new News(new UUID(0, conversation), type, "{}", Instant.EPOCH);
  }
}
