package dev.lumen.server.database;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.jdbi.v3.core.statement.DefaultStatementBuilder;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * What is said to the database in one transaction beside the statements of the work: first who
 * asks, at the end the commit. Who asks goes before the first statement, whichever that is; a
 * {@link Trip} takes it along instead, and may take the commit.
 */
final class Dialogue extends DefaultStatementBuilder {
  private final Actor actor;
  private final boolean readOnly;
  private final boolean kept;
  private boolean introduced;
  private boolean committing;

  /** A transaction of an actor that has yet to say who it is. */
  Dialogue(Actor actor, boolean readOnly) {
    this(actor, readOnly, true);
  }

  private Dialogue(Actor actor, boolean readOnly, boolean kept) {
    this.actor = actor;
    this.readOnly = readOnly;
    this.kept = kept;
  }

  /** One that writes and of which nothing is kept. */
  static Dialogue rehearsed(Actor actor) {
    return new Dialogue(actor, false, false);
  }

  /** One in which that was said already. */
  static Dialogue introduced(Actor actor) {
    Dialogue dialogue = new Dialogue(actor, true);
    dialogue.introduced = true;
    return dialogue;
  }

  /** Who asks. */
  Actor actor() {
    return actor;
  }

  /** Whether it only reads. */
  boolean readOnly() {
    return readOnly;
  }

  /** Whether it may commit. */
  boolean kept() {
    return kept;
  }

  /** Leaves saying who asks to the caller; false when that has been done. */
  boolean takeIntroduction() {
    boolean due = !introduced;
    introduced = true;
    return due;
  }

  /** From here on nobody knows whether it was kept until the database has answered. */
  void commits() {
    committing = true;
  }

  boolean committing() {
    return committing;
  }

  @Override
  public Statement create(Connection connection, StatementContext context) throws SQLException {
    introduce(connection);
    return super.create(connection, context);
  }

  @Override
  public PreparedStatement create(Connection connection, String sql, StatementContext context)
      throws SQLException {
    introduce(connection);
    return super.create(connection, sql, context);
  }

  @Override
  public CallableStatement createCall(Connection connection, String sql, StatementContext context)
      throws SQLException {
    introduce(connection);
    return super.createCall(connection, sql, context);
  }

  private void introduce(Connection connection) throws SQLException {
    if (takeIntroduction()) {
      Actors.set(connection, actor, readOnly);
    }
  }
}
