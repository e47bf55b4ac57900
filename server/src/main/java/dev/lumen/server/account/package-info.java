/**
 * Who is asking: users, signing in, tokens, and how much one may ask.
 *
 * <p>Entry types: {@link dev.lumen.server.account.Gate} at the door of every resource, {@link
 * dev.lumen.server.account.Authenticator} for sockets, {@link
 * dev.lumen.server.account.AuthResource} for {@code /api/v1/auth}, {@link
 * dev.lumen.server.account.Users} for the administration of users, {@link
 * dev.lumen.server.account.ApiKeys} for programs, {@link dev.lumen.server.account.AuditTrail} for
 * what was done, {@link dev.lumen.server.account.FirstStart} for the administrator.
 *
 * <pre>{@code
 * void create(ServerRequest request, ServerResponse response) {
 *   Principal principal = gate.enter(request, response, RouteClass.OTHER); // 401 and 429 are thrown from here
 *   database.write(principal.actor(), handle -> ...);
 * }
 * }</pre>
 *
 * <p>Traps:
 *
 * <ul>
 *   <li>What a token says about roles is ignored: the role is the one in the database.
 *   <li>Users are remembered for a few seconds. Whoever changes a user calls {@link
 *       dev.lumen.server.account.KnownUsers#forget}.
 *   <li>A refresh token works once. A second use means that somebody copied it, and ends the whole
 *       session.
 *   <li>Passwords and tokens never go into a log line, a message of an exception, or a {@code
 *       toString()}.
 * </ul>
 */
@NullMarked
package dev.lumen.server.account;

import org.jspecify.annotations.NullMarked;
