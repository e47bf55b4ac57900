package dev.lumen.server;

import dev.lumen.server.realtime.News;
import dev.lumen.server.realtime.RealtimeHub;
import dev.lumen.server.redis.RedisLink;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Brings ephemeral news of conversations to the subscribers of other nodes, through Redis
 * publish/subscribe. It may be lost, and is dropped where there is too much of it.
 */
final class NewsRelay {
  private static final String CHANNEL = "lumen:news";
  private static final int MOST_PER_SECOND = 2_000;

  private final String node = UUID.randomUUID().toString();
  private final RedisLink link;
  private final AtomicLong second = new AtomicLong();
  private final AtomicInteger sent = new AtomicInteger();

  private NewsRelay(RedisLink link) {
    this.link = link;
  }

  /** Has the hub's news go to other nodes, and theirs to the hub. */
  static void connect(RealtimeHub hub, RedisLink link) {
    NewsRelay relay = new NewsRelay(link);
    hub.relayTo(relay::send);
    link.listen(CHANNEL, message -> relay.receive(hub, message));
  }

  private void send(News news) {
    UUID conversation = news.conversationId();
    if (conversation != null && mayGo(news.at().getEpochSecond())) {
      link.publish(CHANNEL, node + ' ' + conversation + ' ' + news.type() + ' ' + news.payload());
    }
  }

  private boolean mayGo(long now) {
    if (second.getAndSet(now) != now) {
      sent.set(0);
    }
    return sent.incrementAndGet() <= MOST_PER_SECOND;
  }

  private void receive(RealtimeHub hub, String message) {
    String[] parts = message.split(" ", 4);
    if (parts.length == 4 && !parts[0].equals(node)) {
      hub.deliverEphemeral(UUID.fromString(parts[1]), parts[2], parts[3]);
    }
  }
}
