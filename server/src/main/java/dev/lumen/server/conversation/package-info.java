/**
 * Conversations, what they are about, and their figures: resource, store and model side by side.
 *
 * <p>Entry types: {@link dev.lumen.server.conversation.ConversationResource}, {@link
 * dev.lumen.server.conversation.ConversationStore}, {@link
 * dev.lumen.server.conversation.ContextStore}, {@link dev.lumen.server.conversation.Analytics}.
 * Turns live in their own package, which knows this one.
 *
 * {@snippet :
 * Optional<Conversation> mine = database.read(actor, handle -> conversations.find(handle, id));
 * }
 *
 * <p>Trap: another user's conversation is not forbidden, it is not there. Row-level security leaves
 * it out of every query, so no query names the owner.
 */
@NullMarked
package dev.lumen.server.conversation;

import org.jspecify.annotations.NullMarked;
