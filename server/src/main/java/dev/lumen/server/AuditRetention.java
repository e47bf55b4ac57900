package dev.lumen.server;

import dev.lumen.server.account.AuditTrail;
import dev.lumen.server.database.DatabaseException;
import java.time.Duration;

/** Removes, every few hours, what the audit trail has kept long enough. */
final class AuditRetention implements AutoCloseable {
  private static final Duration INTERVAL = Duration.ofHours(6);
  private static final System.Logger LOG = System.getLogger(AuditRetention.class.getName());

  private final AuditTrail audit;
  private final Duration kept;
  private final Thread thread;

  AuditRetention(AuditTrail audit, int days) {
    this.audit = audit;
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
    } catch (DatabaseException away) {
      LOG.log(System.Logger.Level.DEBUG, "The audit trail is cleared next time.");
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
