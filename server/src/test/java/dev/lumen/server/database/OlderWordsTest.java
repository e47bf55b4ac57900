package dev.lumen.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OlderWordsTest {
  @Test
  @DisplayName("H-05: words that were stored as they were said are found without their accents")
  void wordsOfBefore() {
    PostgresServer older = TestDatabase.older(28);
    Jdbi jdbi = Jdbi.create(older.jdbcUrl(), older.user(), older.password());
    jdbi.useTransaction(
        handle -> {
          handle.execute("select set_config('lumen.actor', 'service', true)");
          handle.execute("insert into users (email) values ('old@example.org')");
          handle.execute(
              "insert into conversations (user_id, name) select id, 'Müller' from users");
          handle.execute(
              """
              insert into turns (conversation_id, seq, speaker, raw_text, cleaned_text, status)
              select id, 1, 'User', 'plain cafe\u0301 会議', 'plain café 会議 0117-4432', 'processed'
                from conversations
              """);
        });
    assertThat(words(jdbi)).contains("müller", "会議", "plain", "-4432");
    assertThat(Migrations.apply(older)).isPositive();
    assertThat(words(jdbi)).containsExactly("0117", "4432", "cafe", "muller", "plain", "会", "議");
    jdbi.useTransaction(
        handle -> {
          handle.execute("select set_config('lumen.actor', 'service', true)");
          handle.execute("delete from turns");
        });
    assertThat(words(jdbi)).containsExactly("muller");
  }

  private static List<String> words(Jdbi jdbi) {
    return jdbi.inTransaction(
        (Handle handle) -> {
          handle.execute("select set_config('lumen.actor', 'service', true)");
          return handle
              .createQuery("select word from conversation_words order by word")
              .mapTo(String.class)
              .list();
        });
  }
}
