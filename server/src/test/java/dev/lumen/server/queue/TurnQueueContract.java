package dev.lumen.server.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lumen.server.database.Actor;
import dev.lumen.server.database.TestDatabase;
import dev.lumen.server.database.Trip;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every queue promises; each implementation runs all of it. */
abstract class TurnQueueContract {
  static final Actor SERVICE = new Actor.Service();
  private static final Duration LEASE = Duration.ofSeconds(30);

  TestDatabase database;
  private TurnQueue queue;
  private UUID user;

  /** A queue over the database of this test. */
  abstract TurnQueue queue(TestDatabase over);

  @BeforeEach
  void open() {
    database = TestDatabase.create();
    queue = queue(database);
    user = database.user("queue@example.com");
  }

  @AfterEach
  void close() {
    queue.close();
    database.close();
  }

  @Test
  @DisplayName("Q-01, Q-03: turns of a conversation come out in the order in which they went in")
  void isFirstInFirstOut() {
    UUID conversation = database.conversation(user);
    List<Job> in =
        IntStream.rangeClosed(1, 5).mapToObj(i -> add(conversation, Priority.NORMAL)).toList();
    List<UUID> out = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      Job job = claimOne("a");
      out.add(job.jobId());
      assertThat(finish(job, "a")).isTrue();
    }
    assertThat(out).isEqualTo(in.stream().map(Job::jobId).toList());
    assertThat(queue.claim("a", LEASE, 1)).isEmpty();
  }

  @Test
  @DisplayName("X-08: never two turns of one conversation at once")
  void leasesOneTurnOfAConversation() {
    UUID conversation = database.conversation(user);
    add(conversation, Priority.NORMAL);
    add(conversation, Priority.URGENT);
    assertThat(queue.claim("a", LEASE, 10)).hasSize(1);
    assertThat(queue.claim("b", LEASE, 10)).isEmpty();
  }

  @Test
  @DisplayName("Q-03, X-06: the most urgent conversation first, then the one that is ready longest")
  void obeysPriority() {
    Job normal = add(database.conversation(user), Priority.NORMAL);
    Job high = add(database.conversation(user), Priority.HIGH);
    Job urgent = add(database.conversation(user), Priority.URGENT);
    Job later = add(database.conversation(user), Priority.NORMAL);
    assertThat(List.of(claimOne("a"), claimOne("a"), claimOne("a"), claimOne("a")))
        .extracting(Job::jobId)
        .containsExactly(urgent.jobId(), high.jobId(), normal.jobId(), later.jobId());
  }

  @Test
  @DisplayName("R-02, Q-02: a turn that is tried again is not overtaken by its successors")
  void keepsOrderAcrossRetries() {
    UUID conversation = database.conversation(user);
    Job first = add(conversation, Priority.NORMAL);
    add(conversation, Priority.NORMAL);
    queue.retry(claimOne("a"), "a", Duration.ofHours(1), true);
    assertThat(queue.claim("a", LEASE, 10)).isEmpty();
    makeDue();
    Job again = claimOne("a");
    assertThat(again.jobId()).isEqualTo(first.jobId());
    assertThat(again.retryCount()).isEqualTo(1);
  }

  @Test
  @DisplayName("A worker that died leaves a lease that expires; its late finish is refused")
  void takesOverAfterTheLease() {
    UUID conversation = database.conversation(user);
    Job job = add(conversation, Priority.NORMAL);
    assertThat(queue.claim("dead", Duration.ZERO, 1)).hasSize(1);
    Job again = claimOne("alive");
    assertThat(again.jobId()).isEqualTo(job.jobId());
    assertThat(finish(job, "dead")).isFalse();
    assertThat(finish(again, "alive")).isTrue();
  }

  @Test
  @DisplayName("The only node of a database starts with no lease of the dead")
  void releasesTheLeasesOfTheDead() {
    Job job = add(database.conversation(user), Priority.NORMAL);
    claimOne("dead");
    queue.releaseAll();
    assertThat(claimOne("alive").jobId()).isEqualTo(job.jobId());
    assertThat(finish(job, "dead")).isFalse();
  }

  @Test
  @DisplayName("One conversation with many turns does not starve another")
  void isFair() {
    UUID talkative = database.conversation(user);
    for (int i = 0; i < 50; i++) {
      add(talkative, Priority.NORMAL);
    }
    Job quiet = add(database.conversation(user), Priority.NORMAL);
    assertThat(finish(claimOne("a"), "a")).isTrue();
    assertThat(claimOne("a").jobId()).isEqualTo(quiet.jobId());
  }

  @Test
  @DisplayName("H-11, H-12: a held conversation keeps its turns; let go, its first one is ready")
  void holds() {
    UUID conversation = database.conversation(user);
    Job first = add(conversation, Priority.NORMAL);
    add(conversation, Priority.NORMAL);
    database.database().write(SERVICE, handle -> pause(handle, conversation, true));
    assertThat(queue.claim("a", LEASE, 10)).isEmpty();
    assertThat(queue.depth(conversation).waiting()).isEqualTo(2);
    queue.dispatch(
        database.database().write(SERVICE, handle -> pause(handle, conversation, false)));
    assertThat(claimOne("a").jobId()).isEqualTo(first.jobId());
  }

  @Test
  @DisplayName("X-08: successors may be taken along, in their order, and never past a held lease")
  void takesSuccessorsAlong() {
    UUID conversation = database.conversation(user);
    List<UUID> in =
        IntStream.rangeClosed(1, 5)
            .mapToObj(_ -> add(conversation, Priority.NORMAL).jobId())
            .toList();
    Job head = claimOne("a");
    assertThat(confirm(head, "a", 3)).extracting(Job::jobId).isEqualTo(in.subList(0, 3));
    assertThat(confirm(head, "b", 3)).isEmpty();
  }

  @Test
  @DisplayName("An owner that has nothing in hand lets its leases go, and only its own")
  void releasesItsOwn() {
    Job mine = add(database.conversation(user), Priority.NORMAL);
    Job other = add(database.conversation(user), Priority.NORMAL);
    assertThat(claimOne("a").jobId()).isEqualTo(mine.jobId());
    assertThat(claimOne("b").jobId()).isEqualTo(other.jobId());
    queue.release("a");
    assertThat(claimOne("c").jobId()).isEqualTo(mine.jobId());
    assertThat(queue.claim("c", LEASE, 1)).isEmpty();
  }

  @Test
  @DisplayName("R-05: a turn that is queued again goes before its successors")
  void requeuesAtItsPlace() {
    UUID conversation = database.conversation(user);
    Job first = add(conversation, Priority.NORMAL);
    Job second = add(conversation, Priority.NORMAL);
    Job third = add(conversation, Priority.NORMAL);
    assertThat(finish(claimOne("a"), "a")).isTrue();
    requeue(first);
    assertThat(queue.depth(conversation).waiting()).isEqualTo(3);
    Job again = claimOne("a");
    assertThat(again.turnId()).isEqualTo(first.turnId());
    assertThat(finish(again, "a")).isTrue();

    Job inHand = claimOne("a");
    assertThat(inHand.jobId()).isEqualTo(second.jobId());
    requeue(first);
    assertThat(queue.claim("b", LEASE, 10)).isEmpty(); // one in hand, so none of the others
    assertThat(finish(inHand, "a")).isTrue();
    assertThat(claimOne("a").turnId()).isEqualTo(first.turnId());
    assertThat(third.turnSeq()).isEqualTo(3);
  }

  @Test
  @DisplayName("Leases that ran out are counted; so are retries")
  void countsWhatHappens() {
    add(database.conversation(user), Priority.NORMAL);
    assertThat(queue.claim("dead", Duration.ZERO, 1)).hasSize(1);
    Job job = claimOne("alive");
    queue.retry(job, "alive", Duration.ZERO, false);
    assertThat(claimOne("alive").retryCount()).isZero();
    QueueCounters.Snapshot counted = queue.counters().snapshot();
    assertThat(counted.enqueued()).isEqualTo(1);
    assertThat(counted.claimed()).isEqualTo(3);
    assertThat(counted.leasesExpired()).isEqualTo(1);
    assertThat(counted.retries()).isEqualTo(1);
  }

  private List<Job> confirm(Job claimed, String owner, int run) {
    return database.database().write(SERVICE, handle -> confirm(handle, claimed, owner, run));
  }

  private List<Job> confirm(Handle handle, Job claimed, String owner, int run) {
    Trip trip = Trip.on(handle);
    Trip.Answer<Job> mine = queue.confirm(trip, List.of(claimed), owner, run);
    trip.go();
    return mine.rows();
  }

  private void requeue(Job job) {
    Job again =
        new Job(
            UUID.randomUUID(),
            job.conversationId(),
            job.turnId(),
            job.turnSeq(),
            job.priority(),
            0,
            Job.MAX_RETRIES,
            job.createdAt());
    queue.dispatch(
        database
            .database()
            .write(
                SERVICE,
                handle -> {
                  lock(handle, job.conversationId());
                  return queue.requeue(handle, again);
                }));
  }

  @Test
  @DisplayName("Q-11, Q-08: what waits and what runs is counted by priority")
  void countsItsDepth() {
    add(database.conversation(user), Priority.NORMAL);
    add(database.conversation(user), Priority.URGENT);
    UUID mine = database.conversation(user);
    add(mine, Priority.NORMAL);
    assertThat(queue.depth(mine).ahead()).isEqualTo(2);
    claimOne("a");
    QueueDepth depth = queue.depth();
    assertThat(depth.normal()).isEqualTo(2);
    assertThat(depth.urgent()).isZero();
    assertThat(depth.processing()).isEqualTo(1);
    assertThat(depth.queued()).isEqualTo(2);
    assertThat(queue.depth(mine).ahead()).isEqualTo(1);
  }

  @Test
  @DisplayName("Q-01, Q-05: many workers finish every turn once, each conversation in its order")
  void losesAndDoublesNothing() throws Exception {
    int conversations = 8;
    int turns = 15;
    for (int c = 0; c < conversations; c++) {
      UUID conversation = database.conversation(user);
      for (int t = 0; t < turns; t++) {
        add(conversation, Priority.NORMAL);
      }
    }
    ConcurrentLinkedQueue<Job> done = new ConcurrentLinkedQueue<>();
    AtomicInteger left = new AtomicInteger(conversations * turns);
    List<Future<?>> running = new ArrayList<>();
    try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (String owner : List.of("a", "b", "c", "d")) {
        running.add(workers.submit(() -> work(owner, left, done)));
      }
      for (Future<?> worker : running) {
        worker.get();
      }
    }
    assertThat(done).hasSize(conversations * turns);
    Set<UUID> seen = new HashSet<>();
    java.util.Map<UUID, Integer> last = new java.util.HashMap<>();
    for (Job job : done) {
      assertThat(seen.add(job.turnId())).isTrue();
      assertThat(job.turnSeq()).isGreaterThan(last.getOrDefault(job.conversationId(), 0));
      last.put(job.conversationId(), job.turnSeq());
    }
  }

  private void work(String owner, AtomicInteger left, Queue<Job> done) {
    while (left.get() > 0) {
      for (Job job : queue.claim(owner, LEASE, 2)) {
        assertThat(finish(job, owner, () -> done.add(job))).isTrue();
        left.decrementAndGet();
      }
    }
  }

  private List<Ready> pause(org.jdbi.v3.core.Handle handle, UUID conversation, boolean held) {
    handle.execute(
        "UPDATE conversations SET status = ? WHERE id = ?",
        held ? "paused" : "active",
        conversation);
    return queue.hold(handle, conversation, held);
  }

  /** Has time pass for whatever waits to be tried again. */
  private void makeDue() {
    database
        .database()
        .write(SERVICE, handle -> handle.execute("UPDATE turn_jobs SET available_at = now()"));
  }

  final UUID conversation() {
    return database.conversation(user);
  }

  final QueueCounters.Snapshot counters() {
    return queue.counters().snapshot();
  }

  /** The next job, which may be found with a delay where its dispatch was lost. */
  Job claimOne(String owner) {
    return claimed(owner, 1).getFirst();
  }

  private List<Job> claimed(String owner, int atMost) {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    List<Job> jobs = queue.claim(owner, LEASE, atMost);
    while (jobs.isEmpty() && System.nanoTime() < deadline) {
      awaitWork();
      jobs = queue.claim(owner, LEASE, atMost);
    }
    assertThat(jobs).isNotEmpty();
    return jobs;
  }

  private void awaitWork() {
    try {
      queue.awaitWork(Duration.ofMillis(20), () -> false);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean finish(Job job, String owner) {
    return finish(job, owner, () -> {});
  }

  private boolean finish(Job job, String owner, Runnable whileHeld) {
    Optional<List<Ready>> ready =
        database
            .database()
            .write(
                SERVICE,
                handle -> {
                  lock(handle, job.conversationId());
                  List<Job> mine = confirm(handle, job, owner, 1);
                  if (mine.isEmpty()) {
                    return Optional.empty();
                  }
                  assertThat(mine).extracting(Job::jobId).containsExactly(job.jobId());
                  Trip trip = Trip.on(handle);
                  Trip.Answer<Ready> next = queue.finish(trip, mine);
                  trip.go();
                  whileHeld.run();
                  handle.execute(
                      "UPDATE turns SET status = 'processed' WHERE id = ?", job.turnId());
                  return Optional.of(next.rows());
                });
    ready.ifPresent(queue::dispatch);
    return ready.isPresent();
  }

  final Job add(UUID conversation, Priority priority) {
    Added added = store(conversation, priority);
    queue.dispatch(added.ready());
    return added.job();
  }

  private record Added(Job job, List<Ready> ready) {}

  private Added store(UUID conversation, Priority priority) {
    return database
        .database()
        .write(
            SERVICE,
            handle -> {
              lock(handle, conversation);
              boolean head =
                  handle
                      .createQuery("SELECT count(*) = 0 FROM turn_jobs WHERE conversation_id = :id")
                      .bind("id", conversation)
                      .mapTo(Boolean.class)
                      .one();
              UUID turn = UUID.randomUUID();
              int seq =
                  handle
                      .createQuery(
                          """
                          INSERT INTO turns (id, conversation_id, speaker, raw_text, status)
                          VALUES (:id, :conversation, 'User', 'hello', 'queued') RETURNING seq
                          """)
                      .bind("id", turn)
                      .bind("conversation", conversation)
                      .mapTo(Integer.class)
                      .one();
              Job job =
                  new Job(
                      UUID.randomUUID(),
                      conversation,
                      turn,
                      seq,
                      priority,
                      0,
                      Job.MAX_RETRIES,
                      Instant.parse("2026-01-31T10:00:00Z"));
              Trip trip = Trip.on(handle);
              Added added = new Added(job, queue.enqueue(trip, List.of(new NewJob(job, head))));
              trip.go();
              return added;
            });
  }

  private static void lock(Handle handle, UUID conversation) {
    handle
        .createQuery("SELECT 1 FROM conversation_counters WHERE conversation_id = :id FOR UPDATE")
        .bind("id", conversation)
        .mapTo(Integer.class)
        .one();
  }
}
