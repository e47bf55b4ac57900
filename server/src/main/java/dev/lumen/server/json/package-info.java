/** Where the JSON library needs help: reading what others wrote, and buffers. Knows no feature. */
@NullMarked
package dev.lumen.server.json;

import org.jspecify.annotations.NullMarked;
