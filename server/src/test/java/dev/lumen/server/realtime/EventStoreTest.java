package dev.lumen.server.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lumen.server.database.Actor;
import dev.lumen.server.database.TestDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Events are stored in order, without holes")
class EventStoreTest {
  private static TestDatabase test;
  private static UUID user;
  private UUID conversation = new UUID(0, 0);

  @BeforeAll
  static void create() {
    test = TestDatabase.create();
    user = test.user("someone@example.org");
  }

  @AfterAll
  static void drop() {
    test.close();
  }

  @BeforeEach
  void newConversation() {
    conversation = test.conversation(user);
  }

  @Test
  void numbers_are_given_without_holes_and_read_back_from_any_of_them() {
    EventStore store = new EventStore(test.database());

    assertThat(append("a", "b")).isEqualTo(2);
    assertThat(append()).isZero();
    assertThat(append("c")).isEqualTo(3);

    assertThat(store.read(conversation, 0, 10))
        .extracting(ConversationEvent::type)
        .containsExactly("a", "b", "c");
    assertThat(store.read(conversation, 1, 1))
        .extracting(ConversationEvent::seq)
        .containsExactly(2L);
    assertThat(store.position(conversation)).contains(new Position(3, 1));
  }

  @Test
  void an_event_comes_back_as_it_was_written() {
    append("turn:processed");

    ConversationEvent event = new EventStore(test.database()).read(conversation, 0, 1).getFirst();

    assertThat(event.conversationId()).isEqualTo(conversation);
    assertThat(event.payload()).isEqualTo("{\"text\": \"ı and \\\"I\\\"\"}");
    assertThat(event.createdAt())
        .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
  }

  @Test
  void times_never_fall_as_numbers_grow_however_transactions_overlap() throws Exception {
    List<Thread> writers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      writers.add(
          Thread.startVirtualThread(
              () -> {
                for (int n = 0; n < 25; n++) {
                  append("x", "y");
                }
              }));
    }
    for (Thread writer : writers) {
      writer.join();
    }

    List<ConversationEvent> events = new EventStore(test.database()).read(conversation, 0, 1_000);
    assertThat(events).hasSize(200);
    for (int i = 1; i < events.size(); i++) {
      assertThat(events.get(i).seq()).isEqualTo(i + 1);
      assertThat(events.get(i).createdAt()).isAfterOrEqualTo(events.get(i - 1).createdAt());
    }
  }

  @Test
  void nothing_is_written_when_the_transaction_fails() {
    EventStore store = new EventStore(test.database());
    assertThatExceptionOfType(ArithmeticException.class)
        .isThrownBy(
            () ->
                test.database()
                    .write(
                        new Actor.Service(),
                        handle -> {
                          EventStore.append(
                              handle, conversation, List.of(new EventDraft("a", "{}")));
                          throw new ArithmeticException("later in the transaction");
                        }));

    assertThat(store.position(conversation)).contains(new Position(0, 1));
  }

  @Test
  void an_unknown_conversation_has_no_events_and_takes_none() {
    EventStore store = new EventStore(test.database());
    conversation = UUID.randomUUID();

    assertThat(store.position(conversation)).isEmpty();
    assertThat(store.read(conversation, 0, 10)).isEmpty();
    assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> append("a"));
  }

  @Test
  void the_epoch_stays_and_differs_between_databases() {
    String epoch = Epoch.of(test.database());
    assertThat(Epoch.of(test.database())).isEqualTo(epoch).matches("[0-9a-f]+-[0-9a-f]+-[0-9a-f]+");
    try (TestDatabase other = TestDatabase.create()) {
      assertThat(Epoch.of(other.database())).isNotEqualTo(epoch);
    }
  }

  private long append(String... types) {
    List<EventDraft> drafts =
        List.of(types).stream()
            .map(type -> new EventDraft(type, "{\"text\": \"ı and \\\"I\\\"\"}"))
            .toList();
    return test.database()
        .write(new Actor.Service(), handle -> EventStore.append(handle, conversation, drafts));
  }
}
