/**
 * The rules: one class each, pure and stateless, with a stable id, a reason and a level.
 *
 * <p>Entry types: {@link dev.lumen.cleaner.rule.Rule}, {@link dev.lumen.cleaner.rule.RuleCard},
 * {@link dev.lumen.cleaner.rule.Passage}, {@link dev.lumen.cleaner.rule.Rules} (all of them, in the
 * order of work).
 *
 * {@snippet :
 * Proposals proposals = new Proposals(rule.card());
 * rule.propose(new Passage(draft, surroundings), proposals);
 * Draft next = draft.with(proposals.all());
 * }
 *
 * <p>Traps: a rule sees the draft that earlier rules left, not the raw text. Looking beyond the
 * ends of a passage is allowed and gives {@link dev.lumen.cleaner.text.Word#NONE}. Every rule needs
 * a file of examples named after its id in {@code src/test/resources/rule-examples}; the build
 * fails without two that must change and two that must not.
 */
@NullMarked
package dev.lumen.cleaner.rule;

import org.jspecify.annotations.NullMarked;
