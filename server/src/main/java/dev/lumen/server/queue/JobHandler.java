package dev.lumen.server.queue;

import java.util.List;

/** What is done with claimed jobs. */
public interface JobHandler {
  /**
   * Processes jobs to their end, in one transaction that also finishes them.
   *
   * @param jobs claimed jobs of different conversations
   * @param owner whose leases they are under
   * @param atMost how many jobs in all, where successors of the claimed ones may be taken along
   * @throws RuntimeException when that could not be done: nothing was. Fewer are tried next, and
   *     for a single one {@link #failed} is asked
   */
  void process(List<Job> jobs, String owner, int atMost);

  /**
   * Says what happens after a failure: either puts the job back or marks its turn failed.
   *
   * @param error what {@link #process} threw for this job alone
   */
  void failed(Job job, String owner, RuntimeException error);
}
