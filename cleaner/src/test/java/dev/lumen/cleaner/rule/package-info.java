/**
 * Runs every rule's examples.
 *
 * <p>Entry types: {@link dev.lumen.cleaner.rule.RuleExamplesTest}.
 *
 * {@snippet lang="text" :
 * I'm the {vector of} marketing => I'm the Director of Marketing
 * = It is a vector of features
 * }
 *
 * <p>Traps: a file is named after the rule's id. Braces mark the raw span of the rule's first edit.
 * A line that starts with "@" is the shared context of the lines after it; "Lumen: " teaches.
 */
@NullMarked
package dev.lumen.cleaner.rule;

import org.jspecify.annotations.NullMarked;
