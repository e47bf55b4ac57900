package dev.lumen.server;

import dev.lumen.server.database.Actor;
import dev.lumen.server.database.Database;
import dev.lumen.server.database.Storage;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Asks the database whether it is there, and takes silence for a no. However many want to know, one
 * question at a time is under way: they must not fill the pool of a database that struggles.
 */
final class DatabaseProbe {
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final Actor SERVICE = new Actor.Service();

  private final Database database;
  private @Nullable FutureTask<Boolean> question;

  DatabaseProbe(Database database) {
    this.database = database;
  }

  /** Whether it answers within a second. */
  boolean answers() {
    try {
      return question().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Whether it keeps what it is given, as far as is known. */
  Storage.State storage() {
    return database.storage().state();
  }

  private synchronized FutureTask<Boolean> question() {
    FutureTask<Boolean> asked = question;
    if (asked == null || asked.isDone()) {
      asked = new FutureTask<>(this::ask);
      question = asked;
      Thread.ofVirtual().name("database-probe").start(asked);
    }
    return asked;
  }

  private boolean ask() {
    boolean there =
        database.read(
            SERVICE, handle -> handle.createQuery("SELECT true").mapTo(Boolean.class).one());
    database.storage().lookAgain(database);
    return there;
  }
}
