/** What language models are asked, and what may come of it, through the doors that clients use. */
@NullMarked
package dev.lumen.server.prompt;

import org.jspecify.annotations.NullMarked;
