package dev.lumen.server.turn;

import dev.lumen.server.queue.Job;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;

/**
 * The order in which the turns of several conversations are processed: the most urgent first, then
 * the one that has been ready longest. A turn becomes ready when its predecessor is done.
 */
final class TakingTurns {
  private static final Comparator<Next> FIRST =
      Comparator.<Next>comparingInt(next -> -next.job().priority().number())
          .thenComparingInt(Next::since);

  private record Next(Job job, int since) {}

  private TakingTurns() {}

  /**
   * Brings jobs into their order.
   *
   * @param jobs of each conversation in the order of their numbers
   * @param heads the first jobs of the conversations, in the order in which they became ready
   */
  static List<Job> order(List<Job> jobs, List<Job> heads) {
    Map<UUID, Queue<Job>> lines = new HashMap<>();
    jobs.forEach(
        job -> lines.computeIfAbsent(job.conversationId(), _ -> new ArrayDeque<>()).add(job));
    PriorityQueue<Next> ready = new PriorityQueue<>(FIRST);
    int since = 0;
    for (Job head : heads) {
      add(ready, lines, head.conversationId(), since++);
    }
    List<Job> ordered = new ArrayList<>(jobs.size());
    for (Next next = ready.poll(); next != null; next = ready.poll()) {
      ordered.add(next.job());
      add(ready, lines, next.job().conversationId(), since++);
    }
    return ordered;
  }

  /**
   * Leaves out successors that are less urgent than the least urgent of the heads, and what stands
   * behind them: there may be more urgent ones in other conversations, which nobody has claimed.
   *
   * @param jobs of each conversation in the order of their numbers
   */
  static List<Job> asUrgent(List<Job> jobs, List<Job> heads) {
    int least = heads.stream().mapToInt(job -> job.priority().number()).min().orElse(0);
    Set<UUID> stopped = new HashSet<>();
    return jobs.stream()
        .filter(
            job -> {
              if (job.priority().number() < least) {
                stopped.add(job.conversationId());
              }
              return !stopped.contains(job.conversationId());
            })
        .toList();
  }

  private static void add(
      Queue<Next> ready, Map<UUID, Queue<Job>> lines, UUID conversation, int since) {
    Queue<Job> line = lines.get(conversation);
    Job job = line == null ? null : line.poll();
    if (job != null) {
      ready.add(new Next(job, since));
    }
  }
}
