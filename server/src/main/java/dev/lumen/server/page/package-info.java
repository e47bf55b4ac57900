/**
 * The browser application at {@code /}: files that the build of {@code web/} leaves in this room's
 * resources, sent with the headers they need.
 *
 * <p>Entry types: {@link dev.lumen.server.page.PageResource} answers requests, {@link
 * dev.lumen.server.page.PageFiles} knows the files.
 *
 * <pre>{@code
 * routing.register("/", new PageResource(PageFiles.packed()));
 * }</pre>
 *
 * <p>Traps:
 *
 * <ul>
 *   <li>The path of a request never becomes a path to a file: only what the build listed is sent.
 *   <li>It must be registered after everything else, since it takes the paths nobody else has.
 *   <li>The policy forbids scripts and styles inside the page; a library that writes some shows as
 *       an error in the browser's console, which fails the journeys of {@code web/e2e}.
 * </ul>
 */
@NullMarked
package dev.lumen.server.page;

import org.jspecify.annotations.NullMarked;
