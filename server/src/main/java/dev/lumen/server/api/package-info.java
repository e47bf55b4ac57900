/**
 * What every HTTP resource shares: reading and checking what a client sent, writing JSON, and
 * saying what went wrong.
 *
 * <p>Entry types: {@link dev.lumen.server.api.Body} and {@link dev.lumen.server.api.Fields} read
 * and validate, {@link dev.lumen.server.api.Responses} and {@link dev.lumen.server.api.Json} write,
 * {@link dev.lumen.server.api.ApiException} with {@link dev.lumen.server.api.ErrorCode} refuses,
 * {@link dev.lumen.server.api.ErrorRouting} turns every failure into the one error body.
 *
 * <pre>{@code
 * void create(ServerRequest request, ServerResponse response) {
 *   Fields fields = Body.read(request);
 *   String name = fields.text("name", 255);
 *   String description = fields.optionalText("description", 10_000);
 *   fields.check(); // throws once, naming every faulty field
 *   Responses.ok(response, store.create(name, description));
 * }
 * }</pre>
 *
 * <p>Traps:
 *
 * <ul>
 *   <li>A value read from {@link dev.lumen.server.api.Fields} may be a placeholder until {@code
 *       check()} has returned.
 *   <li>The message of an {@link dev.lumen.server.api.ApiException} is sent to the client and may
 *       be logged: it never quotes what the client sent, since that may be transcript text or a
 *       secret.
 *   <li>JSON is written in snake_case; instants always have six digits, because clients compare
 *       them as text.
 * </ul>
 */
@NullMarked
package dev.lumen.server.api;

import org.jspecify.annotations.NullMarked;
