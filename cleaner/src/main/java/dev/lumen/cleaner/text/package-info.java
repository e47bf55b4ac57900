/**
 * Words of a raw turn, and edits that always map back to raw offsets.
 *
 * <p>Entry types: {@link dev.lumen.cleaner.text.Tokenizer}, {@link dev.lumen.cleaner.text.Word},
 * {@link dev.lumen.cleaner.text.Draft}, {@link dev.lumen.cleaner.text.Proposal}.
 *
 * {@snippet :
 * Draft draft = Draft.of("just just send it");
 * draft = draft.with(List.of(Proposal.delete(1, 2, finding)));
 * draft.text(); // "just send it"
 * }
 *
 * <p>Traps: word indexes belong to one draft only; after {@code with} they are different. Raw
 * offsets never change.
 */
@NullMarked
package dev.lumen.cleaner.text;

import org.jspecify.annotations.NullMarked;
