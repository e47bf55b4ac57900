package dev.lumen.server.backup;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * The rows of one table on their way into the archive, which wants to know the length of an entry
 * before its first byte: they are cut, between rows, into entries that fit in memory.
 */
final class ChunkedEntries extends OutputStream {
  private static final int CHUNK = 4 << 20;

  private final TarArchiveOutputStream tar;
  private final String table;
  private final Progress progress;
  private final MessageDigest digest = Hash.begin();
  private final ByteArrayOutputStream chunk = new ByteArrayOutputStream(1 << 16);
  private int chunks;
  private long rows;

  ChunkedEntries(TarArchiveOutputStream tar, String table, Progress progress) {
    this.tar = tar;
    this.table = table;
    this.progress = progress;
  }

  /** One row, as the driver hands them over. */
  @Override
  public void write(byte[] row, int offset, int length) throws IOException {
    chunk.write(row, offset, length);
    digest.update(row, offset, length);
    rows++;
    if (chunk.size() >= CHUNK) {
      cut();
    }
    progress.at(table, rows);
  }

  @Override
  public void write(int single) {
    throw new UnsupportedOperationException("rows come whole");
  }

  Summary.Content end() throws IOException {
    if (chunk.size() > 0) {
      cut();
    }
    return new Summary.Content(rows, Hash.end(digest));
  }

  private void cut() throws IOException {
    chunks++;
    entry(tar, "data/%s/%06d.copy".formatted(table, chunks), chunk.toByteArray());
    chunk.reset();
  }

  static void entry(TarArchiveOutputStream tar, String name, byte[] bytes) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name.formatted(Locale.ROOT));
    entry.setSize(bytes.length);
    entry.setMode(0600);
    tar.putArchiveEntry(entry);
    tar.write(bytes);
    tar.closeArchiveEntry();
  }
}
