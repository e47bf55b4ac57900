/** What each day was like, stored, told as JSON, as Markdown and as a page with plots. */
@NullMarked
package dev.lumen.server.report;

import org.jspecify.annotations.NullMarked;
