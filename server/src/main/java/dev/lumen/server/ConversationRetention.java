package dev.lumen.server;

import dev.lumen.server.account.AuditAction;
import dev.lumen.server.account.AuditTrail;
import dev.lumen.server.account.Doer;
import dev.lumen.server.database.Actor;
import dev.lumen.server.database.Database;
import dev.lumen.server.database.DatabaseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/**
 * Deletes, every hour, conversations that nobody has changed for long enough, with all that is
 * theirs, where the settings say so. The audit trail tells how many; not which, nor what they held.
 * Both this machine's clock and the database's have to say that it was long enough: what is deleted
 * by a wrong one does not come back.
 */
final class ConversationRetention implements AutoCloseable {
  private static final Duration INTERVAL = Duration.ofHours(1);
  private static final Actor SERVICE = new Actor.Service();

  /** In one transaction: those who follow the changes hold each of them in memory. */
  private static final int AT_A_TIME = 20;

  private static final System.Logger LOG = System.getLogger(ConversationRetention.class.getName());

  private final Database database;
  private final AuditTrail audit;
  private final InstantSource clock;
  private final int days;
  private final Thread thread;

  /**
   * @param days 0 to keep everything
   */
  ConversationRetention(Database database, AuditTrail audit, InstantSource clock, int days) {
    this.database = database;
    this.audit = audit;
    this.clock = clock;
    this.days = days;
    this.thread = Thread.ofVirtual().name("conversation-retention").start(this::run);
  }

  private void run() {
    try {
      while (days > 0) {
        try {
          expire();
        } catch (DatabaseException away) {
          LOG.log(System.Logger.Level.DEBUG, "Old conversations are deleted next time.");
        }
        Thread.sleep(INTERVAL);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void expire() {
    Instant oldest = clock.instant().minus(Duration.ofDays(days));
    int deleted = 0;
    for (int some = delete(oldest); some > 0; some = delete(oldest)) {
      deleted += some;
    }
    if (deleted > 0) {
      audit.done(
          Doer.OPERATOR,
          AuditAction.CONVERSATIONS_EXPIRED,
          Map.of("conversations", deleted, "days", days));
      LOG.log(
          System.Logger.Level.INFO,
          "Deleted {0} conversations that nobody had changed for {1} days.",
          "" + deleted,
          "" + days);
    }
  }

  private int delete(Instant oldest) {
    return database.write(
        SERVICE,
        handle ->
            handle
                .createUpdate(
                    """
                    delete from conversations where id in (
                      select id from conversations
                       where updated_at < least(:oldest, now() - make_interval(days => :days))
                       order by updated_at limit :limit for update skip locked)
                    """)
                .bind("oldest", oldest)
                .bind("days", days)
                .bind("limit", AT_A_TIME)
                .execute());
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
