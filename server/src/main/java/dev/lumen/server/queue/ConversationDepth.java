package dev.lumen.server.queue;

/**
 * What the queue holds of one conversation.
 *
 * @param waiting its jobs that wait
 * @param processing its jobs under a lease: 0 or 1
 * @param ahead jobs of other conversations that go before its first one
 * @param aheadOfLast jobs of other conversations that go before its last one, as conversations of
 *     the same priority take turns
 */
public record ConversationDepth(int waiting, int processing, int ahead, int aheadOfLast) {}
