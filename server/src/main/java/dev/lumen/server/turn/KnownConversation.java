package dev.lumen.server.turn;

import dev.lumen.cleaner.ConversationMemory;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The memory of a conversation, the number of the last turn it has been taught, and how the last
 * transaction of this node has left the conversation.
 */
final class KnownConversation {
  /** Not even what was known before the first turn. */
  static final int NOTHING = -1;

  private final ConversationMemory memory;
  private int taught = NOTHING;

  private @Nullable Handle user;
  private @Nullable ConversationLock left;
  private long lastEventSeq = -1;
  private boolean ours;

  KnownConversation(int window) {
    this.memory = new ConversationMemory(window);
  }

  ConversationMemory memory() {
    return memory;
  }

  synchronized int taught() {
    return taught;
  }

  synchronized void isTaught(int seq) {
    taught = seq;
  }

  /**
   * A transaction that stores turns uses the memory from now on.
   *
   * @param found the conversation as it has found it
   */
  synchronized void isUsedBy(Handle transaction, ConversationLock found) {
    if (!transaction.equals(user)) {
      ours = found.lastEventSeq() == lastEventSeq;
    }
    isTouchedBy(transaction);
  }

  /**
   * A transaction changes the memory, whatever it stores; how it leaves things has yet to be said.
   */
  synchronized void isTouchedBy(Handle transaction) {
    if (!transaction.equals(user)) {
      user = transaction;
      left = null;
    }
  }

  /** The transaction is over; one that began after it has its own to say. */
  synchronized void isLeftBy(Handle transaction, ConversationLock lock) {
    if (transaction.equals(user)) {
      user = null;
      left = lock;
      lastEventSeq = lock.lastEventSeq();
    }
  }

  /**
   * How the conversation was left, if nothing waits in it, nobody uses it, and the transaction
   * before found it as the one before that had left it: where nodes take turns, none foresees what
   * it will find.
   */
  synchronized @Nullable ConversationLock left() {
    ConversationLock known = left;
    return ours && known != null && known.isFree() && taught == known.nextSeq() - 1 ? known : null;
  }
}
