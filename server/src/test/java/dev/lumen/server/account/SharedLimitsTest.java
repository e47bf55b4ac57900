package dev.lumen.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lumen.server.redis.RedisLink;
import dev.lumen.server.redis.RedisProcess;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("S-05, X-04, SYS_003: nodes with one Redis count together")
class SharedLimitsTest {
  private static final UUID USER = UUID.fromString("a5a5a5a5-0000-4000-8000-000000000001");

  /** A node whose clock stands still, so that no bucket fills while the test runs. */
  private record OneNode(RedisLink link, AccountFixture server, String token)
      implements AutoCloseable {

    static OneNode over(RedisProcess redis) {
      RedisLink link = RedisLink.open(redis.url());
      AccountFixture server =
          new AccountFixture(AuthMode.REQUIRED, LimitSettings.STRICT, Optional.of(link));
      server.accounts.findOrCreate(USER, "ada@example.org", Role.USER);
      await(() -> link.commands().isPresent() && link.bytes().isPresent());
      return new OneNode(link, server, server.tokens.issue(USER, UUID.randomUUID()));
    }

    int turn() {
      return server
          .http
          .send(
              server
                  .http
                  .request("/turns")
                  .header("Authorization", "Bearer " + token)
                  .POST(HttpRequest.BodyPublishers.noBody()))
          .status();
    }

    /** All that Redis knows of limits. */
    List<String> keys() {
      return link.commands().orElseThrow().keys("*");
    }

    @Override
    public void close() {
      server.close();
      link.close();
    }
  }

  private static void await(BooleanSupplier wanted) {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!wanted.getAsBoolean() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(5_000_000);
    }
    assertThat(wanted.getAsBoolean()).isTrue();
  }

  @Test
  @DisplayName(
      "P-05: ten turns for both; each its own while Redis is away; together when it is back")
  void requests() {
    try (RedisProcess redis = RedisProcess.start();
        OneNode one = OneNode.over(redis);
        OneNode two = OneNode.over(redis)) {
      int let = 0;
      for (int i = 0; i < 16; i++) {
        let += (i % 2 == 0 ? one : two).turn() == 200 ? 1 : 0;
      }
      assertThat(let).isEqualTo(10);
      assertThat(one.keys())
          .hasSize(1)
          .allSatisfy(key -> assertThat(key).doesNotContain(USER.toString()));

      redis.kill();
      assertThat(one.turn()).as("by this node alone").isEqualTo(200);
      redis.restart();
      await(() -> two.link.commands().isPresent() && one.turn() > 0 && !two.keys().isEmpty());
    }
  }

  @Test
  @DisplayName("AUTH_001: wrong passwords at one node count at the other, right ones at none")
  void guesses() {
    try (RedisProcess redis = RedisProcess.start();
        OneNode one = OneNode.over(redis);
        OneNode two = OneNode.over(redis)) {
      one.server.accounts.setPasswordHash(USER, one.server.passwords.hash(AccountFixture.PASSWORD));
      for (int i = 0; i < 10; i++) {
        AccountFixture node = (i % 2 == 0 ? one : two).server;
        assertThat(node.signIn("ada@example.org", "guess " + i).status()).isEqualTo(401);
        if (i == 0) {
          assertThat(one.server.signIn("ada@example.org", AccountFixture.PASSWORD).status())
              .isEqualTo(200);
        }
      }
      assertThat(one.server.signIn("ada@example.org", AccountFixture.PASSWORD).code())
          .isEqualTo("SYS_003");
      assertThat(two.server.signIn("Ada@example.org", "guess").code()).isEqualTo("SYS_003");
    }
  }
}
