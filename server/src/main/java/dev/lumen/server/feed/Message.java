package dev.lumen.server.feed;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One message of the {@code pgoutput} plugin.
 *
 * <p>Formats: PostgreSQL documentation, "Logical Replication Message Formats".
 */
public sealed interface Message {

  /** A transaction starts; {@code commitLsn} and {@code commitTime} are already known. */
  record Begin(Lsn commitLsn, Instant commitTime, long xid) implements Message {}

  /** The transaction is complete. {@code endLsn} is what a reader acknowledges. */
  record Commit(Lsn commitLsn, Lsn endLsn, Instant commitTime) implements Message {}

  /** The transaction was replicated from another server. */
  record Origin(Lsn lsn, String name) implements Message {}

  /**
   * The shape of a table, sent before its first row and after each change of shape.
   *
   * @param replicaIdentity {@code d} default, {@code n} nothing, {@code f} full, {@code i} index
   */
  record Relation(
      int oid, String schema, String name, char replicaIdentity, List<RelationColumn> columns)
      implements Message {}

  /** A column of a {@link Relation}. */
  record RelationColumn(String name, boolean key, int typeOid, int typeModifier) {}

  /** The name of a type that is not built in. */
  record Type(int oid, String schema, String name) implements Message {}

  /** A new row. */
  record Insert(int relation, List<Cell> row) implements Message {}

  /** A changed row; {@code old} has the whole old row, only its key, or is null. */
  record Update(int relation, @Nullable List<Cell> old, List<Cell> row) implements Message {}

  /** A removed row: all of it under REPLICA IDENTITY FULL, else only its key. */
  record Delete(int relation, List<Cell> old) implements Message {}

  /** Tables emptied by TRUNCATE. */
  record Truncate(List<Integer> relations, boolean cascade, boolean restartIdentity)
      implements Message {}

  /** What {@code pg_logical_emit_message} wrote; the content is read-only. */
  record LogicalMessage(boolean transactional, Lsn lsn, String prefix, ByteBuffer content)
      implements Message {
    @Override
    public String toString() {
      return "LogicalMessage[" + prefix + ", " + content.remaining() + " bytes]";
    }
  }

  /** A part of a transaction still running follows. */
  record StreamStart(long xid, boolean first) implements Message {}

  /** The part ends. */
  record StreamStop() implements Message {}

  /** A transaction sent in parts is complete. */
  record StreamCommit(long xid, Lsn commitLsn, Lsn endLsn, Instant commitTime) implements Message {}

  /** A transaction sent in parts, or one of its subtransactions, was rolled back. */
  record StreamAbort(long xid, long subXid) implements Message {}

  /** A kind of message this decoder does not know. */
  record Unsupported(char kind, int length) implements Message {}
}
