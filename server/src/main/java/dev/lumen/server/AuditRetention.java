package dev.lumen.server;

import dev.lumen.server.account.AuditTrail;
import dev.lumen.server.conversation.RequestKeys;
import dev.lumen.server.database.Actor;
import dev.lumen.server.database.Database;
import dev.lumen.server.database.DatabaseException;
import java.time.Duration;

/** Removes, every few hours, what the audit trail and the keys of requests were kept for. */
final class AuditRetention implements AutoCloseable {
  private static final Duration INTERVAL = Duration.ofHours(6);
  private static final System.Logger LOG = System.getLogger(AuditRetention.class.getName());

  private final AuditTrail audit;
  private final Database database;
  private final RequestKeys keys;
  private final Duration kept;
  private final Thread thread;

  AuditRetention(AuditTrail audit, int days, Database database, RequestKeys keys) {
    this.audit = audit;
    this.database = database;
    this.keys = keys;
    this.kept = Duration.ofDays(days);
    this.thread = Thread.ofVirtual().name("audit-retention").start(this::run);
  }

  private void run() {
    try {
      while (true) {
        forget();
        Thread.sleep(INTERVAL);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void forget() {
    try {
      audit.forgetBefore(kept);
      database.write(new Actor.Service(), keys::forgetOld);
    } catch (DatabaseException away) {
      LOG.log(
          System.Logger.Level.DEBUG,
          "The audit trail and the keys of requests are cleared next time.");
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
