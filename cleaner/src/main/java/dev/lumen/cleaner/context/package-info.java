/**
 * What a conversation is about and whom it names.
 *
 * <p>Entry types: {@link dev.lumen.cleaner.context.Knowledge}, {@link
 * dev.lumen.cleaner.context.KnownName}, {@link dev.lumen.cleaner.context.NameFinder}, {@link
 * dev.lumen.cleaner.context.Topics}.
 *
 * {@snippet :
 * Knowledge knowledge = new Knowledge();
 * knowledge.learn(NameFinder.names("I have you as Scott, the Head of Marketing at Quick Fit Windows"));
 * knowledge.spelling("quick fit windows"); // Quick Fit Windows
 * }
 *
 * <p>Traps: {@code Knowledge} is not thread-safe and forgets its oldest names beyond a bound.
 */
@NullMarked
package dev.lumen.cleaner.context;

import org.jspecify.annotations.NullMarked;
