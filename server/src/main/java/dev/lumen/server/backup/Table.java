package dev.lumen.server.backup;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A table as the database's catalogue has it.
 *
 * @param columns all but generated ones
 * @param key the columns of the primary key
 * @param identity the columns that number themselves
 * @param links to other tables
 * @param guarded whether row-level security binds even its owner
 */
record Table(
    String name,
    List<String> columns,
    List<String> key,
    List<String> identity,
    List<Link> links,
    boolean guarded) {

  /** A foreign key of one column. */
  record Link(String column, String target, String targetColumn) {}

  /** The column that says whose conversation a row belongs to. */
  Optional<String> conversationColumn() {
    return columns.contains("conversation_id") ? Optional.of("conversation_id") : Optional.empty();
  }

  /** The column that says which user a row belongs to. */
  Optional<String> userColumn() {
    return links.stream().filter(it -> it.target().equals("users")).map(Link::column).findFirst();
  }

  /** The name as SQL wants it. */
  String quoted() {
    return quote(name);
  }

  /** Where rows wait that come from a backup. */
  String stage() {
    return quote("stage_" + name);
  }

  static String quote(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  static String list(List<String> columns) {
    return columns.stream().map(Table::quote).collect(Collectors.joining(", "));
  }

  /** As {@code s."a", s."b"}. */
  static String list(String prefix, List<String> columns) {
    return columns.stream()
        .map(column -> prefix + "." + quote(column))
        .collect(Collectors.joining(", "));
  }
}
