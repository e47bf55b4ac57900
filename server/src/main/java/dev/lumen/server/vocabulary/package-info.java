/**
 * The words of an account and of a conversation: how they are written, what recognisers write for
 * them, and what is never to be changed.
 *
 * <p>Entry types: {@link dev.lumen.server.vocabulary.VocabularyResource} (the routes), {@link
 * dev.lumen.server.vocabulary.VocabularyStore} (the rows), {@link
 * dev.lumen.server.vocabulary.VocabularyReader} (lists as text or CSV; no I/O).
 *
 * {@snippet :
 * Trip.Answer<Taught> terms = new VocabularyStore().forCleaner(trip, conversationIds);
 * }
 *
 * <p>Traps: a row of a conversation belongs to the conversation's owner, whoever wrote it; a learnt
 * row with one rejection is a note and teaches the cleaner nothing yet.
 */
@NullMarked
package dev.lumen.server.vocabulary;

import org.jspecify.annotations.NullMarked;
