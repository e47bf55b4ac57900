package dev.lumen.server.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lumen.server.database.TestDatabase;
import dev.lumen.server.measure.Measurements;
import dev.lumen.server.redis.RedisLink;
import dev.lumen.server.redis.RedisProcess;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Q-04, X-26: the queue dispatched through a real Redis")
class RedisTurnQueueTest extends TurnQueueContract {
  private static RedisProcess redis;
  private final List<RedisLink> links = new ArrayList<>();

  @BeforeAll
  static void startRedis() {
    redis = RedisProcess.start();
  }

  @AfterAll
  static void stopRedis() {
    redis.close();
  }

  @Override
  TurnQueue queue(TestDatabase over) {
    RedisLink link = RedisLink.open(redis.url());
    links.add(link);
    awaitRedis(true);
    return new RedisTurnQueue(over.database(), link, new Measurements(InstantSource.system()));
  }

  @AfterEach
  void disconnect() {
    links.forEach(RedisLink::close);
  }

  @Test
  @DisplayName("Q-04: an emptied Redis delays a turn and loses none")
  void survivesAnEmptiedRedis() {
    Job job = add(conversation(), Priority.HIGH);
    links.getLast().commands().orElseThrow().flushall();
    assertThat(claimOne("a").jobId()).isEqualTo(job.jobId());
    assertThat(counters().found()).isEqualTo(1);
  }

  @Test
  @DisplayName("Q-04: without Redis turns are claimed directly; when it is back, through it")
  void survivesAVanishedRedis() {
    Job first = add(conversation(), Priority.NORMAL);
    redis.kill();
    awaitRedis(false);
    Job second = add(conversation(), Priority.NORMAL);
    assertThat(claimOne("a").jobId()).isEqualTo(first.jobId());
    assertThat(claimOne("a").jobId()).isEqualTo(second.jobId());
    Job third = add(conversation(), Priority.NORMAL);
    redis.restart();
    awaitRedis(true);
    Job fourth = add(conversation(), Priority.URGENT);
    assertThat(claimOne("a").jobId()).isIn(third.jobId(), fourth.jobId());
    assertThat(claimOne("a").jobId()).isIn(third.jobId(), fourth.jobId());
  }

  @Test
  @DisplayName("Q-03: ready jobs stand in one list for each priority")
  void listsByPriority() {
    links.getLast().commands().orElseThrow().flushall();
    UUID urgent = add(conversation(), Priority.URGENT).jobId();
    add(conversation(), Priority.NORMAL);
    assertThat(links.getLast().commands().orElseThrow().lrange("cleaning_queue:priority_3", 0, -1))
        .containsExactly(urgent.toString());
    assertThat(links.getLast().commands().orElseThrow().llen("cleaning_queue:priority_1"))
        .isEqualTo(1);
  }

  @Test
  @DisplayName("Q-03: rubbish in a list, and hints of jobs that are done, harm nothing")
  void ignoresStaleHints() {
    links
        .getLast()
        .commands()
        .orElseThrow()
        .rpush("cleaning_queue:priority_3", UUID.randomUUID().toString(), "rubbish");
    Job job = add(conversation(), Priority.NORMAL);
    assertThat(claimOne("a").jobId()).isEqualTo(job.jobId());
  }

  private void awaitRedis(boolean there) {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (links.getLast().commands().isPresent() != there && System.nanoTime() < deadline) {
      LockSupport.parkNanos(5_000_000);
    }
    assertThat(links.getLast().commands().isPresent()).isEqualTo(there);
  }
}
