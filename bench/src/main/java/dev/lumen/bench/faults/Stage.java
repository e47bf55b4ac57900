package dev.lumen.bench.faults;

import dev.lumen.bench.Node;
import dev.lumen.bench.Store;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What has been started for a run.
 *
 * @param disk that the database writes to; null where none could be mounted
 * @param gateway between the nodes and the database
 * @param redis null when it is done without
 */
record Stage(
    Store store,
    @Nullable SmallDisk disk,
    Gateway gateway,
    @Nullable Redis redis,
    List<Node> nodes) {

  /** The faults that are possible here. */
  List<Fault> possible() {
    return Arrays.stream(Fault.values()).filter(this::has).toList();
  }

  private boolean has(Fault fault) {
    return switch (fault) {
      case FLUSH_REDIS, KILL_REDIS -> redis != null;
      case FILL_DISK -> disk != null;
      default -> true;
    };
  }
}
