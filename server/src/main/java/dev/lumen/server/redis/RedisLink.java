package dev.lumen.server.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The connection to a Redis server that may come and go. Whoever uses it asks each time, and does
 * without when it is away.
 */
public final class RedisLink implements AutoCloseable {
  private static final Logger LOG = System.getLogger(RedisLink.class.getName());

  /** A server that takes longer is as good as none: everybody can do without it. */
  public static final Duration PATIENCE = Duration.ofMillis(500);

  private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

  /** One late answer is no outage to tell of. */
  private static final int MISSED_IS_AWAY = 2;

  private final RedisClient client;
  private final Map<String, Consumer<String>> listeners = new ConcurrentHashMap<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile @Nullable StatefulRedisConnection<String, String> connection;
  private volatile @Nullable StatefulRedisConnection<String, byte[]> bytes;
  private volatile @Nullable StatefulRedisPubSubConnection<String, String> subscription;
  private final AtomicBoolean away = new AtomicBoolean();
  private volatile boolean mute;

  private RedisLink(RedisClient client) {
    this.client = client;
  }

  /**
   * Begins to connect, and returns at once.
   *
   * @param url {@code redis://:password@host:port/database}, or {@code rediss:} for TLS
   * @throws IllegalArgumentException when it is no such address
   */
  public static RedisLink open(String url) {
    // Its way around the JDK's checks makes the JDK warn at every start.
    System.setProperty("io.netty.noUnsafe", "true");
    RedisURI uri = RedisURI.create(url);
    uri.setTimeout(PATIENCE);
    RedisClient client = RedisClient.create(uri);
    client.setOptions(
        ClientOptions.builder()
            .autoReconnect(true)
            .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
            .timeoutOptions(TimeoutOptions.enabled(PATIENCE))
            .build());
    RedisLink link = new RedisLink(client);
    client.addListener(link.new Comings());
    Thread.ofVirtual().name("redis-connect").start(link::connect);
    return link;
  }

  /**
   * The server's commands while it is there; each may throw {@link RedisException} all the same.
   */
  public Optional<RedisCommands<String, String>> commands() {
    StatefulRedisConnection<String, String> now = connection;
    return now != null && now.isOpen() && !mute ? Optional.of(now.sync()) : Optional.empty();
  }

  /** A connection for values that are no text, while the server is there. */
  public Optional<StatefulRedisConnection<String, byte[]>> bytes() {
    return Optional.ofNullable(bytes).filter(it -> it.isOpen() && !mute);
  }

  /** Hears what is published on a channel, on whichever node; what is said while away is lost. */
  public void listen(String channel, Consumer<String> listener) {
    listeners.put(channel, listener);
    StatefulRedisPubSubConnection<String, String> now = subscription;
    if (now != null) {
      var _ = now.async().subscribe(channel);
    }
  }

  /** Publishes without waiting; may be lost. */
  public void publish(String channel, String message) {
    StatefulRedisConnection<String, String> now = connection;
    if (now != null && now.isOpen() && !mute) {
      var _ = now.async().publish(channel, message);
    }
  }

  private void connect() {
    while (closed.getCount() > 0) {
      try {
        StatefulRedisPubSubConnection<String, String> heard = client.connectPubSub();
        heard.addListener(
            new RedisPubSubAdapter<>() {
              @Override
              public void message(String channel, String message) {
                Optional.ofNullable(listeners.get(channel)).ifPresent(it -> it.accept(message));
              }
            });
        subscription = heard;
        if (!listeners.isEmpty()) {
          heard.sync().subscribe(listeners.keySet().toArray(String[]::new));
        }
        bytes = client.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE));
        connection = client.connect();
        LOG.log(Level.INFO, "Redis is connected");
        watch();
        return;
      } catch (RedisException e) {
        tellAway();
        pause();
      }
    }
  }

  /**
   * Asks again and again whether it still answers: one that is frozen keeps its connections, and
   * whatever is sent to it meanwhile would wait in memory.
   */
  private void watch() {
    int missed = 0;
    while (closed.getCount() > 0) {
      pause();
      StatefulRedisConnection<String, String> now = connection;
      if (now != null && now.isOpen()) {
        missed = answers(now) ? 0 : missed + 1;
        boolean wasMute = mute;
        mute = missed > 0;
        if (missed == MISSED_IS_AWAY) {
          tellAway();
        } else if (wasMute && !mute && away.get()) {
          tellBack();
        }
      }
    }
  }

  private static boolean answers(StatefulRedisConnection<String, String> asked) {
    try {
      return asked.sync().ping() != null;
    } catch (RedisException e) {
      return false;
    }
  }

  /** Once for each time that it is away, however often it is tried and by how many connections. */
  private void tellAway() {
    if (closed.getCount() > 0 && away.compareAndSet(false, true)) {
      LOG.log(
          Level.WARNING,
          "Redis cannot be reached: until it can, turns are dispatched through PostgreSQL and each node counts its limits for itself. It is tried again by itself; check LUMEN_REDIS_URL and the server there.");
    }
  }

  /**
   * Once all connections have stood for a moment: the first may be back before the loss of the last
   * was noticed, which is no outage of its own.
   */
  private void tellBack() {
    pause();
    boolean whole =
        !mute
            && Stream.of(
                    Optional.ofNullable(connection), Optional.ofNullable(subscription), bytes())
                .allMatch(it -> it.filter(StatefulConnection::isOpen).isPresent());
    if (whole && closed.getCount() > 0 && away.compareAndSet(true, false)) {
      LOG.log(Level.INFO, "Redis answers again");
    }
  }

  /** The library opens lost connections again; its own lines, one a try, are switched off. */
  private final class Comings implements RedisConnectionStateListener {
    @Override
    public void onRedisConnected(RedisChannelHandler<?, ?> handler, SocketAddress address) {
      if (away.get()) {
        Thread.ofVirtual().name("redis-back").start(RedisLink.this::tellBack);
      }
    }

    @Override
    public void onRedisDisconnected(RedisChannelHandler<?, ?> handler) {
      tellAway();
    }
  }

  private void pause() {
    try {
      if (closed.await(BETWEEN_TRIES.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.log(Level.DEBUG, "Redis is not needed any more");
      }
    } catch (InterruptedException e) {
      closed.countDown();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
  }
}
