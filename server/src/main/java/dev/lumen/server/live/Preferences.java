package dev.lumen.server.live;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lumen.server.account.Principal;
import dev.lumen.server.api.Json;
import dev.lumen.server.database.Database;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How somebody likes to be spoken to.
 *
 * @param preferredVoice the name of a voice of their browser or device, or null
 * @param preferredPersonality the manner of replies in conversations they begin, or null
 * @param settings whatever else their client keeps, as a JSON object
 */
record Preferences(
    @Nullable String preferredVoice, @Nullable String preferredPersonality, JsonNode settings) {

  /** Those of the caller; nothing is preferred until they say so. */
  static Preferences of(Database database, Principal caller) {
    return database
        .read(
            caller.actor(),
            handle ->
                handle
                    .createQuery(
                        """
                        SELECT preferred_voice, preferred_personality, settings
                          FROM user_preferences WHERE user_id = :id
                        """)
                    .bind("id", caller.id())
                    .map(
                        (row, _) ->
                            new Preferences(
                                row.getString("preferred_voice"),
                                row.getString("preferred_personality"),
                                Json.tree(row.getString("settings"))))
                    .findOne())
        .orElseGet(() -> new Preferences(null, null, Json.mapper().createObjectNode()));
  }

  /** The manner of replies in conversations that the caller begins. */
  static Personality personality(Database database, Principal caller) {
    return Optional.ofNullable(of(database, caller).preferredPersonality())
        .map(Personality::of)
        .orElse(Personality.FRIENDLY_NEUTRAL);
  }

  /** Keeps them in place of those before. */
  Preferences store(Database database, Principal caller) {
    database.write(
        caller.actor(),
        handle ->
            handle.execute(
                """
                INSERT INTO user_preferences (user_id, preferred_voice, preferred_personality, settings)
                VALUES (?, ?, ?, ?::jsonb)
                ON CONFLICT (user_id) DO UPDATE SET preferred_voice = excluded.preferred_voice,
                  preferred_personality = excluded.preferred_personality, settings = excluded.settings
                """,
                caller.id(),
                preferredVoice,
                preferredPersonality,
                Json.text(settings)));
    return this;
  }
}
