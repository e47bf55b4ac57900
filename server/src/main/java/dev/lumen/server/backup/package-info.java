/**
 * Backups: everything the database holds, or some of it, as one file, and back again.
 *
 * <p>A backup is a {@code .tar.gz} that ordinary programs open: {@code manifest.json} first, then
 * {@code data/TABLE/NNNNNN.copy} in PostgreSQL's text format for COPY, tables before those that
 * refer to them, and {@code summary.json} last, with the number of rows and the SHA-256 of each
 * table. A file without its summary was cut off. Start with {@link
 * dev.lumen.server.backup.BackupWriter} and {@link dev.lumen.server.backup.Restore}.
 */
@NullMarked
package dev.lumen.server.backup;

import org.jspecify.annotations.NullMarked;
