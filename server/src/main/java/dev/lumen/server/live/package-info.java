/**
 * The spoken conversation: who speaks and who listens (the state machine), interim words, replies
 * and their interruption. Its words are ordinary turns of an ordinary conversation.
 */
@NullMarked
package dev.lumen.server.live;

import org.jspecify.annotations.NullMarked;
