package dev.lumen.server.turn;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.lumen.cleaner.Cleaner;
import dev.lumen.cleaner.ConversationMemory;
import dev.lumen.cleaner.Turn;
import dev.lumen.server.conversation.ProcessingSettings;
import dev.lumen.server.database.Actor;
import dev.lumen.server.database.HandleWork;
import dev.lumen.server.database.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName(
    "C-02: a memory that is lent to a transaction which does not hold its conversation yet")
class MemoriesLentTest {
  private static final ProcessingSettings SETTINGS =
      ProcessingSettings.from(JsonNodeFactory.instance.objectNode());
  private static final Turn TURN = Turn.of("User", "hello");

  private final ConversationMemories memories = new ConversationMemories();
  private TestDatabase test;
  private UUID conversation;

  @BeforeEach
  void open() {
    test = TestDatabase.create();
    conversation = test.conversation(test.user("owner@example.org"));
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  @DisplayName("is lent once this node found the conversation as it had left it")
  void afterTwo() {
    in(handle -> taken(handle, 1));
    assertThat(in(this::isLent)).isFalse();
    in(handle -> taken(handle, 2));
    assertThat(in(this::isLent)).isTrue();
  }

  @Test
  @DisplayName("is not lent where others changed it in between")
  void whereNodesTakeTurns() {
    in(handle -> taken(handle, 1));
    in(handle -> taken(handle, 3));
    in(handle -> taken(handle, 5));
    assertThat(in(this::isLent)).isFalse();
  }

  @Test
  @DisplayName("is nobody else's until the transaction is over, and goes on from there")
  void isOnes() {
    known();
    in(
        borrower -> {
          assertThat(isLent(borrower)).isTrue();
          ConversationMemory own = taken(borrower, 3, false);
          assertThat(in(this::isLent)).as("lent twice").isFalse();
          memories.keep(borrower, List.of(left(3)));
          ConversationMemory next = in(handle -> taken(handle, 4));
          assertThat(next).isSameAs(own);
          return own;
        });
  }

  @Test
  @DisplayName("is waited for by whoever holds the conversation meanwhile")
  void isWaitedFor() {
    known();
    in(
        borrower -> {
          assertThat(isLent(borrower)).isTrue();
          ConversationMemory own = taken(borrower, 3, false);
          try (ExecutorService others = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<ConversationMemory> next = others.submit(() -> in(it -> taken(it, 4)));
            memories.keep(borrower, List.of(left(3)));
            assertThat(next).succeedsWithin(Duration.ofSeconds(10)).isSameAs(own);
          }
          return own;
        });
  }

  @Test
  @DisplayName("is built anew by whoever waits too long, and then gives way to that")
  void givesWay() {
    known();
    in(
        borrower -> {
          assertThat(isLent(borrower)).isTrue();
          ConversationMemory own = taken(borrower, 3, false);
          ConversationMemory others = in(handle -> taken(handle, 3));
          assertThat(others).isNotSameAs(own);
          memories.keep(borrower, List.of(left(3)));
          ConversationMemory next = in(handle -> taken(handle, 4));
          assertThat(next).isSameAs(others);
          return own;
        });
  }

  @Test
  @DisplayName("is gone when the transaction fails, and when something was forgotten meanwhile")
  void isGone() {
    known();
    in(borrower -> isLent(borrower) && memories.giveUp(borrower));
    assertThat(in(this::isLent)).isFalse();
    known();
    in(
        borrower -> {
          assertThat(isLent(borrower)).isTrue();
          taken(borrower, 3, false);
          memories.forgetAll();
          memories.keep(borrower, List.of(left(3)));
          return true;
        });
    assertThat(in(this::isLent)).isFalse();
  }

  private void known() {
    in(handle -> taken(handle, 1));
    in(handle -> taken(handle, 2));
  }

  private <T> T in(HandleWork<T> work) {
    return test.database().write(new Actor.Service(), work);
  }

  private boolean isLent(Handle handle) {
    return memories.lend(handle, List.of(conversation)).isPresent();
  }

  private ConversationMemory taken(Handle handle, int seq) {
    return taken(handle, seq, true);
  }

  /** A transaction with one turn, each of which is told by one event. */
  private ConversationMemory taken(Handle handle, int seq, boolean kept) {
    ConversationLock found = left(seq - 1);
    ConversationMemory memory = memories.before(handle, found, seq, Relearning.NONE);
    memories.advance(handle, found, seq, TURN, Cleaner.standard().clean(TURN, memory));
    if (kept) {
      memories.keep(handle, List.of(left(seq)));
    }
    return memory;
  }

  private ConversationLock left(int seq) {
    return new ConversationLock(conversation, seq + 1, 0, false, false, seq, SETTINGS);
  }
}
