package dev.lumen.server.account;

import dev.lumen.server.api.Json;
import dev.lumen.server.api.Page;
import dev.lumen.server.database.Actor;
import dev.lumen.server.database.Database;
import dev.lumen.server.database.Jsonb;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * Sign-ins and administrative acts, for those who have to find out later what happened. It names
 * users by their id alone: what was typed into a form that was refused is not kept, since it may be
 * a password.
 */
public final class AuditTrail {
  private static final Actor SERVICE = new Actor.Service();
  private static final String MATCHING =
      """
      where (cast(:action as text) is null or a.action = :action)
        and (cast(:user as uuid) is null or cast(:user as uuid) in (a.actor_id, a.subject_id))
      """;

  private final Database database;
  private final InstantSource clock;

  public AuditTrail(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** What is to be shown: all where nothing is asked for. */
  record Filter(@Nullable AuditAction action, @Nullable UUID userId) {}

  /** Notes what was done, in the transaction that did it. */
  void done(Handle handle, Doer doer, AuditAction action, @Nullable UUID subject) {
    done(handle, doer, action, subject, Map.of());
  }

  /** As above, with further facts. */
  void done(
      Handle handle,
      Doer doer,
      AuditAction action,
      @Nullable UUID subject,
      Map<String, Object> details) {
    note(handle, doer, action, "done", subject, details);
  }

  /** Notes what was done, in a transaction of its own. */
  void done(Doer doer, AuditAction action, @Nullable UUID subject) {
    database.write(
        SERVICE,
        handle -> {
          done(handle, doer, action, subject);
          return true;
        });
  }

  /** Notes, in a transaction of its own, what was done to the database as a whole. */
  public void done(Doer doer, AuditAction action, Map<String, Object> details) {
    database.write(
        SERVICE,
        handle -> {
          done(handle, doer, action, null, details);
          return true;
        });
  }

  /** Notes what was tried in vain. */
  void refused(Doer doer, AuditAction action, @Nullable UUID subject) {
    database.write(SERVICE, handle -> note(handle, doer, action, "refused", subject, Map.of()));
  }

  /** One page, the newest first. */
  List<AuditEvent> list(Page page, Filter filter) {
    return database.read(
        SERVICE,
        handle ->
            matching(
                    handle,
                    """
                    select a.*, u.email as actor_email, s.email as subject_email from audit_events a
                    left join users u on u.id = a.actor_id left join users s on s.id = a.subject_id
                    """
                        + MATCHING
                        + "order by a.id desc limit :limit offset :offset",
                    filter)
                .bind("limit", page.perPage())
                .bind("offset", page.offset())
                .map(AuditTrail::event)
                .list());
  }

  /** How many there are. */
  int count(Filter filter) {
    return database.read(
        SERVICE,
        handle ->
            matching(handle, "select count(*)::int from audit_events a " + MATCHING, filter)
                .mapTo(Integer.class)
                .one());
  }

  /** Removes what is older, and answers how much that was. */
  public int forgetBefore(Duration age) {
    Instant oldest = clock.instant().minus(age);
    return database.write(
        SERVICE,
        handle ->
            handle
                .createUpdate(
                    "delete from audit_events where at < least(:oldest, now() - make_interval(secs => :seconds))")
                .bind("oldest", oldest)
                .bind("seconds", (double) age.toSeconds())
                .execute());
  }

  private static Query matching(Handle handle, String sql, Filter filter) {
    AuditAction action = filter.action();
    return handle
        .createQuery(sql)
        .bind("action", action == null ? null : action.label())
        .bind("user", filter.userId());
  }

  private int note(
      Handle handle,
      Doer doer,
      AuditAction action,
      String outcome,
      @Nullable UUID subject,
      Map<String, Object> details) {
    return handle
        .createUpdate(
            """
            insert into audit_events (at, action, outcome, actor_id, subject_id, address, request_id, details)
            values (:at, :action, :outcome, cast(:actor as uuid), cast(:subject as uuid), :address, :request, :details)
            """)
        .bind("at", clock.instant())
        .bind("action", action.label())
        .bind("outcome", outcome)
        .bind("actor", doer.userId())
        .bind("subject", subject)
        .bind("address", doer.address())
        .bind("request", doer.requestId())
        .bind("details", new Jsonb(Json.text(details)))
        .execute();
  }

  private static AuditEvent event(ResultSet row, StatementContext context) throws SQLException {
    return new AuditEvent(
        row.getLong("id"),
        row.getObject("at", java.time.OffsetDateTime.class).toInstant(),
        row.getString("action"),
        row.getString("outcome"),
        row.getObject("actor_id", UUID.class),
        row.getString("actor_email"),
        row.getObject("subject_id", UUID.class),
        row.getString("subject_email"),
        row.getString("address"),
        row.getString("request_id"),
        Json.tree(Objects.requireNonNull(row.getString("details"))));
  }
}
