/** Tests of what all resources share, through real HTTP where HTTP matters. */
@NullMarked
package dev.lumen.server.api;

import org.jspecify.annotations.NullMarked;
