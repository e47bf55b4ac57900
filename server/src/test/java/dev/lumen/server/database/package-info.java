/**
 * Tests of the database, and {@link dev.lumen.server.database.TestDatabase}, the real database that
 * every other test of the server can have in a few milliseconds.
 */
@NullMarked
package dev.lumen.server.database;

import org.jspecify.annotations.NullMarked;
