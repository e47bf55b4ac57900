package dev.lumen.server.account;

import dev.lumen.server.api.Page;
import dev.lumen.server.database.Actor;
import dev.lumen.server.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Users and their passwords in the database. */
public final class AccountStore {
  private static final Actor SERVICE = new Actor.Service();
  private static final String SELECT =
      """
      select u.id, u.email, u.role, u.is_active, u.created_at, c.password_hash
      from users u left join user_credentials c on c.user_id = u.id
      """;

  /** Not by a pattern: what is looked for may hold its signs. */
  private static final String MATCHING =
      "where cast(:part as text) is null or strpos(lower(u.email), lower(:part)) > 0 ";

  private final Database database;

  public AccountStore(Database database) {
    this.database = database;
  }

  /** The user with this address, in whatever case it is written. */
  public Optional<Account> byEmail(String email) {
    return database.read(
        SERVICE,
        handle -> findByEmail(handle, Emails.composed(email)).or(() -> findByEmail(handle, email)));
  }

  /** The user with this id. */
  public Optional<Account> byId(UUID id) {
    return database.read(
        SERVICE,
        handle ->
            handle
                .createQuery(SELECT + "where u.id = :id")
                .bind("id", id)
                .map(AccountStore::account)
                .findOne());
  }

  /** The administrator who was created first; an active one before those who are shut out. */
  public Optional<Account> firstAdministrator() {
    return database.read(
        SERVICE,
        handle ->
            handle
                .createQuery(
                    SELECT
                        + "where u.role = 'admin' order by u.is_active desc, u.created_at, u.id limit 1")
                .map(AccountStore::account)
                .findOne());
  }

  /**
   * The user with this address: the one there is, unchanged, or a new one with this id and role.
   */
  public Account findOrCreate(UUID id, String email, Role role) {
    return database.write(
        SERVICE,
        handle -> {
          // Two servers starting at once on one database must not both insert.
          handle
              .createUpdate(
                  "insert into users (id, email, role) values (:id, :email, :role) on conflict do nothing")
              .bind("id", id)
              .bind("email", Emails.composed(email))
              .bind("role", role.label())
              .execute();
          return findByEmail(handle, Emails.composed(email)).orElseThrow();
        });
  }

  /** Adds a user; empty when the address or the id is taken. */
  Optional<Account> add(Handle handle, UUID id, String email, Role role) {
    int added =
        handle
            .createUpdate(
                "insert into users (id, email, role) values (:id, :email, :role) on conflict do nothing")
            .bind("id", id)
            .bind("email", Emails.composed(email))
            .bind("role", role.label())
            .execute();
    return added == 0 ? Optional.empty() : findByEmail(handle, Emails.composed(email));
  }

  /** One page of those whose address holds {@code part} (null: all), by address. */
  List<Account> list(Page page, @Nullable String part) {
    return database.read(
        SERVICE,
        handle ->
            handle
                .createQuery(
                    SELECT + MATCHING + "order by lower(u.email) limit :limit offset :offset")
                .bind("part", part)
                .bind("limit", page.perPage())
                .bind("offset", page.offset())
                .map(AccountStore::account)
                .list());
  }

  /** How many of them there are. */
  int count(@Nullable String part) {
    return database.read(
        SERVICE,
        handle ->
            handle
                .createQuery("select count(*)::int from users u " + MATCHING)
                .bind("part", part)
                .mapTo(Integer.class)
                .one());
  }

  /** Gives a user another role. */
  public void setRole(UUID id, Role role) {
    database.write(SERVICE, handle -> setRole(handle, id, role));
  }

  int setRole(Handle handle, UUID id, Role role) {
    return handle
        .createUpdate("update users set role = :role, updated_at = now() where id = :id")
        .bind("role", role.label())
        .bind("id", id)
        .execute();
  }

  /** Sets the hash of a user's password, in place of any they had. */
  public void setPasswordHash(UUID id, String hash) {
    database.write(SERVICE, handle -> setPasswordHash(handle, id, hash));
  }

  int setPasswordHash(Handle handle, UUID id, String hash) {
    return handle
        .createUpdate(
            """
            insert into user_credentials (user_id, password_hash) values (:id, :hash)
            on conflict (user_id) do update set password_hash = excluded.password_hash, updated_at = now()
            """)
        .bind("id", id)
        .bind("hash", hash)
        .execute();
  }

  /** Takes a user's password away: they cannot sign in with one until another is set. */
  public void removePassword(UUID id) {
    database.write(SERVICE, handle -> removePassword(handle, id));
  }

  int removePassword(Handle handle, UUID id) {
    return handle
        .createUpdate("delete from user_credentials where user_id = :id")
        .bind("id", id)
        .execute();
  }

  /**
   * Lets a user in, or shuts them out without deleting anything. Answers whether there is such a
   * user.
   */
  public boolean setActive(UUID id, boolean active) {
    return database.write(SERVICE, handle -> setActive(handle, id, active)) > 0;
  }

  int setActive(Handle handle, UUID id, boolean active) {
    return handle
        .createUpdate("update users set is_active = :active, updated_at = now() where id = :id")
        .bind("active", active)
        .bind("id", id)
        .execute();
  }

  /**
   * Whether an active administrator is the last one; others wait here until the commit. Whoever was
   * invited and never came does not stand in for one who did: the invitation may never be used.
   *
   * @param present who asks for it, and so is there; null where nobody signed in
   */
  boolean isLastAdministrator(Handle handle, UUID id, @Nullable UUID present) {
    record Administrator(UUID id, boolean came) {}
    List<Administrator> administrators =
        handle
            .createQuery(
                """
                select id, coalesce(id = cast(:present as uuid), false)
                       or exists (select from user_credentials where user_id = users.id)
                       or exists (select from refresh_tokens where user_id = users.id)
                       or exists (select from audit_events where subject_id = users.id
                                   and action in ('signed_in', 'signed_in_by_link') and outcome = 'done')
                       or exists (select from conversations where user_id = users.id) as came
                  from users where role = 'admin' and is_active order by id for update of users
                """)
            .bind("present", present)
            .map(
                (rs, _) -> new Administrator(rs.getObject("id", UUID.class), rs.getBoolean("came")))
            .list();
    return administrators.stream()
        .filter(it -> it.id().equals(id))
        .anyMatch(
            it ->
                administrators.stream()
                    .noneMatch(other -> !other.id().equals(id) && (other.came() || !it.came())));
  }

  /** Deletes a user with all that is theirs. */
  void delete(Handle handle, UUID id) {
    lockConversations(handle, id);
    handle.createUpdate("delete from users where id = :id").bind("id", id).execute();
  }

  /**
   * Deletes all that is a user's, who stays, with a bare account; answers how many conversations.
   */
  int erase(Handle handle, UUID id) {
    lockConversations(handle, id);
    for (String table : List.of("vocabulary_terms", "user_preferences")) {
      handle.createUpdate("delete from " + table + " where user_id = :id").bind("id", id).execute();
    }
    return handle
        .createUpdate("delete from conversations where user_id = :id")
        .bind("id", id)
        .execute();
  }

  private static void lockConversations(Handle handle, UUID id) {
    // The lock that everything in a conversation takes first: whoever works on one has finished.
    handle
        .createQuery(
            """
            select n.conversation_id from conversation_counters n
            join conversations c on c.id = n.conversation_id
            where c.user_id = :id order by n.conversation_id for update of n
            """)
        .bind("id", id)
        .mapTo(UUID.class)
        .list();
  }

  private static Optional<Account> findByEmail(Handle handle, String email) {
    return handle
        .createQuery(SELECT + "where lower(u.email) = lower(:email)")
        .bind("email", email)
        .map(AccountStore::account)
        .findOne();
  }

  private static Account account(ResultSet row, StatementContext context) throws SQLException {
    return new Account(
        row.getObject("id", UUID.class),
        row.getString("email"),
        Role.of(row.getString("role")),
        row.getBoolean("is_active"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getString("password_hash"));
  }
}
