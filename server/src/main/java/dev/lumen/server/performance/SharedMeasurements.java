package dev.lumen.server.performance;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.lumen.server.api.Json;
import dev.lumen.server.measure.Measurements;
import dev.lumen.server.measure.Operation;
import dev.lumen.server.redis.RedisLink;
import io.lettuce.core.KeyValue;
import io.lettuce.core.Range;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.sync.RedisCommands;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.HdrHistogram.Histogram;

/**
 * The measurements of all nodes, through Redis: each node puts its minutes there, packed, and reads
 * those of the others. Without Redis a node speaks for itself alone, and says so.
 */
public final class SharedMeasurements {
  private static final String PREFIX = "lumen:performance:";
  private static final String NODES = PREFIX + "nodes";
  private static final long KEPT_SECONDS = 65 * 60;
  private static final TypeReference<Map<String, String>> PACKED = new TypeReference<>() {};

  private final Measurements measurements;
  private final Optional<RedisLink> redis;
  private final String node;

  public SharedMeasurements(Measurements measurements, Optional<RedisLink> redis, String node) {
    this.measurements = measurements;
    this.redis = redis;
    this.node = node;
  }

  /**
   * Whose measurements these are.
   *
   * @param node who answers
   * @param nodes whose measurements are summed up
   * @param shared false: the node speaks for itself alone, as there is no Redis or it is away
   */
  public record Scope(String node, List<String> nodes, boolean shared) {}

  /** Histograms in microseconds by operation, and whose they are. */
  public record Window(Scope scope, SortedMap<String, Histogram> histograms) {}

  /** The last minutes, of this node or of all. */
  public Window window(int minutes, boolean all) {
    long now = measurements.minute();
    SortedMap<String, Histogram> sums = new TreeMap<>();
    measurements.all().forEach(it -> sums.put(it.name(), it.window(now, minutes)));
    TreeSet<String> nodes = new TreeSet<>(List.of(node));
    boolean shared = false;
    Optional<RedisCommands<String, String>> commands =
        all ? redis.flatMap(RedisLink::commands) : Optional.empty();
    if (commands.isPresent()) {
      try {
        addOthers(commands.get(), now, minutes, sums, nodes);
        shared = true;
      } catch (RedisException away) {
        shared = false;
      }
    }
    return new Window(new Scope(node, List.copyOf(nodes), shared), sums);
  }

  private void addOthers(
      RedisCommands<String, String> commands,
      long now,
      int minutes,
      SortedMap<String, Histogram> sums,
      Set<String> nodes) {
    List<String> keys = new ArrayList<>();
    for (String other : commands.zrangebyscore(NODES, Range.create(now - minutes, now + 1))) {
      if (!other.equals(node)) {
        nodes.add(other);
        for (long minute = now - minutes + 1; minute <= now; minute++) {
          keys.add(PREFIX + other + ":" + minute);
        }
      }
    }
    if (!keys.isEmpty()) {
      commands.mget(keys.toArray(String[]::new)).stream()
          .filter(KeyValue::hasValue)
          .forEach(found -> add(found.getValue(), sums));
    }
  }

  private static void add(String json, SortedMap<String, Histogram> sums) {
    Json.read(json, PACKED)
        .forEach(
            (name, packed) ->
                sums.computeIfAbsent(name, _ -> Operation.empty())
                    .add(Operation.unpack(Base64.getDecoder().decode(packed))));
  }

  /** Puts this node's running minute, and the one before, where the others find them. */
  public void publish() {
    redis
        .flatMap(RedisLink::commands)
        .ifPresent(
            commands -> {
              try {
                long now = measurements.minute();
                commands.zadd(NODES, (double) now, node);
                commands.zremrangebyscore(NODES, Range.create(0, now - 2 * Operation.MINUTES));
                publish(commands, now);
              } catch (RedisException away) {
                System.getLogger(SharedMeasurements.class.getName())
                    .log(System.Logger.Level.DEBUG, "Measurements are shared when Redis is back");
              }
            });
  }

  private void publish(RedisCommands<String, String> commands, long now) {
    Map<String, String> packed = new HashMap<>();
    Map<String, String> before = new HashMap<>();
    for (Operation operation : measurements.all()) {
      Histogram running = operation.window(now, 1);
      Histogram both = operation.window(now, 2);
      put(packed, operation.name(), running);
      both.subtract(running);
      put(before, operation.name(), both);
    }
    commands.setex(PREFIX + node + ":" + now, KEPT_SECONDS, Json.text(packed));
    commands.setex(PREFIX + node + ":" + (now - 1), KEPT_SECONDS, Json.text(before));
  }

  private static void put(Map<String, String> packed, String name, Histogram histogram) {
    if (histogram.getTotalCount() > 0) {
      packed.put(name, Base64.getEncoder().encodeToString(Operation.pack(histogram)));
    }
  }
}
