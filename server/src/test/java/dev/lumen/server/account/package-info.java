/** Tests of users, sessions and limits, on a real database and through real HTTP. */
@NullMarked
package dev.lumen.server.account;

import org.jspecify.annotations.NullMarked;
