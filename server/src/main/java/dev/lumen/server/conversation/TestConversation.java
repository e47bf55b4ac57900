package dev.lumen.server.conversation;

import dev.lumen.server.api.Json;
import dev.lumen.server.database.Actor;
import dev.lumen.server.database.Database;
import java.util.Optional;
import java.util.UUID;

/**
 * In development mode the name {@code test} stands for a conversation that is created when it is
 * first used, by whichever door.
 */
public final class TestConversation {
  private static final String ALIAS = "test";
  private static final UUID ID = UUID.fromString("550e8400-e29b-41d4-a716-446655440002");

  private final Database database;
  private final ConversationStore conversations;
  private final boolean development;

  public TestConversation(Database database, ConversationStore conversations, boolean development) {
    this.database = database;
    this.conversations = conversations;
    this.development = development;
  }

  /** The conversation that a name which is no id stands for. */
  public Optional<UUID> named(String name, Actor actor, UUID owner) {
    if (!development || !ALIAS.equals(name)) {
      return Optional.empty();
    }
    database.write(
        actor,
        handle ->
            conversations
                .find(handle, ID)
                .orElseGet(
                    () ->
                        conversations.create(
                            handle,
                            ID,
                            owner,
                            "Test",
                            "Created when it was first used",
                            SessionInfo.created(Json.mapper().createObjectNode(), "first_use"))));
    return Optional.of(ID);
  }
}
