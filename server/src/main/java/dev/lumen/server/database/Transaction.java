package dev.lumen.server.database;

import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** One try at a transaction; remembers whether it had come as far as the commit. */
final class Transaction<T extends @Nullable Object> {
  private final boolean readOnly;
  private final Opening opening;
  private final HandleWork<T> work;
  private boolean begun;
  private @Nullable Dialogue dialogue;

  /** How a transaction begins to talk to the server. */
  @FunctionalInterface
  interface Opening {
    Dialogue on(Handle handle) throws SQLException;
  }

  Transaction(boolean readOnly, Opening opening, HandleWork<T> work) {
    this.readOnly = readOnly;
    this.opening = opening;
    this.work = work;
  }

  /**
   * After a deadlock; and when the connection broke before the commit was sent, as all of a pool's
   * do when the server restarts: nothing was kept. Waiting for a new one has its own limit, and is
   * not repeated.
   */
  boolean mayRunAgain(SqlFailure failure) {
    return failure.isConflict() || (failure.isBrokenConnection() && begun && !committing());
  }

  /** Whether it may have been kept, as its commit had been sent. */
  boolean committing() {
    return dialogue != null && dialogue.committing();
  }

  T run(Jdbi jdbi) throws SQLException {
    try (Handle handle = jdbi.open()) {
      begun = true;
      // The driver sends BEGIN [READ ONLY] together with the first statement: no round trip of its
      // own.
      handle.getConnection().setReadOnly(readOnly);
      handle.begin();
      try {
        Dialogue told = opening.on(handle);
        dialogue = told;
        handle.setStatementBuilder(told);
        T result = work.with(handle);
        if (!readOnly) {
          told.commits();
        }
        handle.commit(); // no way to the server where the last trip has taken it along
        return result;
      } catch (Throwable e) {
        rollBack(handle, e);
        throw e;
      }
    }
  }

  private static void rollBack(Handle handle, Throwable reason) {
    try {
      handle.rollback();
    } catch (RuntimeException e) {
      // A broken connection cannot roll back, and need not: the server has done so.
      reason.addSuppressed(SqlFailure.scrub(e));
    }
  }
}
