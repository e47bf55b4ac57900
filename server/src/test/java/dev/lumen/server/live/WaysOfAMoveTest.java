package dev.lumen.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lumen.server.conversation.ConversationStore;
import dev.lumen.server.database.Actor;
import dev.lumen.server.database.CountedServer;
import dev.lumen.server.database.Database;
import dev.lumen.server.database.TestDatabase;
import java.io.IOException;
import java.time.InstantSource;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("How often a change of state goes to the database and back")
class WaysOfAMoveTest {

  @Test
  @DisplayName("twice: its conversation; the state with its event")
  void aChangeOfState() throws IOException {
    try (TestDatabase test = TestDatabase.create();
        CountedServer server = new CountedServer(test.server());
        Database database = Database.open(server, 1)) {
      UUID owner = test.user("owner@example.org");
      UUID conversation = test.conversation(owner);
      Actor user = new Actor.User(owner);
      LiveSessions sessions =
          new LiveSessions(database, new ConversationStore(), InstantSource.system());
      LiveSessions.Cause cause = LiveSessions.Cause.of("it was asked for");
      sessions.move(user, conversation, LiveState.LISTENING, cause);

      int before = server.ways();
      LiveSessions.Moved moved = sessions.move(user, conversation, LiveState.PROCESSING, cause);

      assertThat(server.ways() - before).isEqualTo(2);
      assertThat(moved.seq()).isEqualTo(2);
    }
  }
}
