package dev.lumen.bench.faults;

import dev.lumen.bench.Figures;
import dev.lumen.bench.Node;
import dev.lumen.bench.Scratch;
import dev.lumen.bench.Store;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./lumen bench faults}: breaks things while people talk, and counts what is lost. */
@Command(
    name = "faults",
    mixinStandardHelpOptions = true,
    description =
        "Kills, freezes and cuts off servers, PostgreSQL and Redis and fills the disk at random moments while many"
            + " conversations go on, and looks after each fault whether every acknowledged turn is"
            + " there once, in order and cleaned, and every reader has seen every event once.")
public final class FaultsCommand implements Callable<Integer> {
  private static final PrintStream OUT = System.out;

  @Option(names = "--count", description = "How many faults (50).")
  private int count = 50;

  @Option(names = "--seed", description = "What makes it happen the same way again (random).")
  private long seed = System.nanoTime() % 1_000_000;

  @Option(names = "--nodes", description = "How many servers (2).")
  private int nodeCount = 2;

  @Option(names = "--conversations", description = "How many conversations (24).")
  private int conversations = 24;

  @Option(
      names = "--together",
      description = "How many faults begin within a second, before anything recovers (1).")
  private int together = 1;

  @Option(names = "--no-redis", description = "Without Redis, though there may be one.")
  private boolean noRedis;

  @Override
  public Integer call() throws Exception {
    OUT.println("seed " + seed + ", " + Figures.load());
    Scratch scratch = Scratch.make();
    int result = run(scratch.path());
    if (result == 0) {
      scratch.close();
    } else {
      OUT.println("What the servers have said is in " + scratch.path());
    }
    return result;
  }

  private int run(Path folder) throws IOException, SQLException, InterruptedException {
    @Nullable SmallDisk disk = SmallDisk.at(folder.resolve("disk")).orElse(null);
    if (disk == null) {
      OUT.println("No disk is filled: a file system of one's own cannot be mounted here.");
    }
    try (disk;
        Store store = Store.start(folder.resolve("disk/store"));
        Gateway gateway = new Gateway(store.port())) {
      Redis redis = noRedis ? null : new Redis();
      List<Node> nodes = new ArrayList<>();
      try {
        for (int i = 0; i < nodeCount; i++) {
          nodes.add(Node.start(folder.resolve("node" + i), settings(store, gateway, redis)));
        }
        Stage stage = new Stage(store, disk, gateway, redis, nodes);
        return new FaultRun(stage, seed).go(conversations, count, Math.max(1, together));
      } finally {
        nodes.forEach(Node::close);
        if (redis != null) {
          redis.close();
        }
      }
    }
  }

  private static Map<String, String> settings(Store store, Gateway gateway, @Nullable Redis redis) {
    Map<String, String> settings = new HashMap<>();
    settings.put("LUMEN_DATABASE_URL", store.urlAt(gateway.port()));
    settings.put("LUMEN_JWT_SECRET", "the same secret for all of the nodes");
    if (redis != null) {
      settings.put("LUMEN_REDIS_URL", redis.url());
    }
    return settings;
  }
}
