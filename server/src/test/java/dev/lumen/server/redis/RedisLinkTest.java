package dev.lumen.server.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A Redis that comes and goes is told of once for each time")
class RedisLinkTest {
  private static final Logger LOG = Logger.getLogger(RedisLink.class.getName());

  private final BlockingQueue<LogRecord> lines = new LinkedBlockingQueue<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          lines.add(line);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    LOG.addHandler(handler);
  }

  @AfterEach
  void leave() {
    LOG.removeHandler(handler);
  }

  @Test
  void oneWarningForEachOutageHoweverManyTriesAndConnections() throws InterruptedException {
    try (RedisProcess redis = RedisProcess.start()) {
      redis.kill();
      try (RedisLink _ = RedisLink.open(redis.url())) {
        assertThat(next()).isEqualTo(Level.WARNING);
        redis.restart();
        assertThat(List.of(next(), next())).containsOnly(Level.INFO); // answers again, is connected
        for (int outage = 0; outage < 2; outage++) {
          redis.kill();
          assertThat(next()).isEqualTo(Level.WARNING);
          redis.restart();
          assertThat(next()).isEqualTo(Level.INFO);
        }
      }
      assertThat(lines).isEmpty();
    }
  }

  @Test
  void oneThatStandsStillIsAwayAndIsTold() throws InterruptedException {
    try (RedisProcess redis = RedisProcess.start();
        RedisLink link = RedisLink.open(redis.url())) {
      assertThat(next()).isEqualTo(Level.INFO); // is connected
      redis.freeze();
      assertThat(next()).isEqualTo(Level.WARNING);
      assertThat(link.commands()).isEmpty();
      assertThat(link.bytes()).isEmpty();
      redis.thaw();
      assertThat(next()).isEqualTo(Level.INFO); // answers again
      assertThat(link.commands()).isPresent();
    }
    assertThat(lines).isEmpty();
  }

  private Level next() throws InterruptedException {
    LogRecord line = lines.poll(60, TimeUnit.SECONDS);
    assertThat(line).as("something is told within a minute").isNotNull();
    return line == null ? Level.OFF : line.getLevel();
  }
}
