/** Reading JSON that others wrote, where the library needs help. Knows no feature. */
@NullMarked
package dev.lumen.server.json;

import org.jspecify.annotations.NullMarked;
