/**
 * What language models are asked about turns, and what is made of their answers: prompt templates
 * with versions, tests of one against another, the questions that were asked, and figures over
 * them.
 *
 * <p>Entry types: {@link dev.lumen.server.prompt.TemplateResource} and its neighbours (the routes),
 * {@link dev.lumen.server.prompt.TemplateText} (variables and rendering; no I/O).
 *
 * <p>Traps: a version of a template never changes, so that what a turn was asked can be read for
 * ever; what was asked holds what people said, so only those who see the conversation see it.
 */
@NullMarked
package dev.lumen.server.prompt;

import org.jspecify.annotations.NullMarked;
