package dev.lumen.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lumen.server.api.HttpFixture.Answer;
import dev.lumen.server.database.Actor;
import dev.lumen.server.database.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@DisplayName("SYS_001, R-02, P-08: what a client is told when the database fails")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DatabaseFailuresTest {
  private final TestDatabase database = TestDatabase.create();
  private final HttpFixture http =
      new HttpFixture(
          Origins.of(List.of()),
          DatabaseFailures.addTo(new ExceptionMappers()),
          path -> Set.of(),
          routing ->
              routing
                  .get(
                      "/works",
                      (request, response) -> Responses.ok(response, inTransaction("select 1")))
                  .get(
                      "/refused",
                      (request, response) ->
                          Responses.ok(response, inTransaction("select 'canary'::int")))
                  .get(
                      "/lost",
                      (request, response) ->
                          Responses.ok(
                              response,
                              database
                                  .database()
                                  .write(new Actor.Service(), this::queryOnLostConnection))));

  @AfterAll
  void stop() {
    http.close();
    database.close();
  }

  private int inTransaction(String sql) {
    return database
        .database()
        .read(new Actor.Service(), handle -> handle.createQuery(sql).mapTo(Integer.class).one());
  }

  private int queryOnLostConnection(Handle handle) {
    int process = handle.createQuery("select pg_backend_pid()").mapTo(Integer.class).one();
    try (Connection operator = database.openAsSuperuser();
        PreparedStatement end = operator.prepareStatement("select pg_terminate_backend(?, 5000)")) {
      end.setInt(1, process);
      end.execute();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
    return handle.createQuery("select 1").mapTo(Integer.class).one();
  }

  @Test
  void a_lost_connection_is_503_to_be_tried_again_at_once_and_heals_by_itself() {
    Answer answer = http.get("/lost");
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.code()).isEqualTo("SYS_001");
    assertThat(answer.header("Retry-After")).isEqualTo("1");
    assertThat(answer.json().path("recovery").path("retry_after_ms").asLong()).isEqualTo(100);
    assertThat(http.get("/works").status()).isEqualTo(200);
  }

  @Test
  void what_the_database_refuses_is_the_servers_fault_and_not_quoted() {
    Answer answer = http.get("/refused");
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.code()).isEqualTo("SYS_004");
    assertThat(answer.raw().body()).doesNotContain("canary");
  }
}
