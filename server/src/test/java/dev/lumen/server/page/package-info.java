/** Tests of how the browser application is sent, through real HTTP. */
@NullMarked
package dev.lumen.server.page;

import org.jspecify.annotations.NullMarked;
