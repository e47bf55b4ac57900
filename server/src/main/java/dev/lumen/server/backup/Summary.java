package dev.lumen.server.backup;

import java.util.Map;

/**
 * The last entry of a backup: what must have been read before it.
 *
 * @param tables by name
 * @param manifestSha256 of the manifest's bytes, as hexadecimal digits
 */
public record Summary(Map<String, Content> tables, String manifestSha256) {
  static final String NAME = "summary.json";

  /** The rows of a table, and the SHA-256 of its bytes as hexadecimal digits. */
  public record Content(long rows, String sha256) {}

  /** The rows of all tables. */
  public long rows() {
    return tables.values().stream().mapToLong(Content::rows).sum();
  }

  /** The rows of one table, 0 where it was left out. */
  public long rows(String table) {
    Content content = tables.get(table);
    return content == null ? 0 : content.rows();
  }
}
