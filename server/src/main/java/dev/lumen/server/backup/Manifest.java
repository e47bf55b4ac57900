package dev.lumen.server.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.lumen.server.api.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The first entry of a backup: what it is.
 *
 * @param format of the file; a program reads its own and earlier ones
 * @param lumen the version that wrote it
 * @param schema the newest migration of the database it came from
 * @param createdAt the moment that it shows
 * @param whole whether nothing was left out
 * @param conversations those that were chosen; empty for all
 * @param tables in the order of the file: none before one that it refers to
 */
public record Manifest(
    int format,
    String lumen,
    int schema,
    Instant createdAt,
    boolean whole,
    List<UUID> conversations,
    List<Entry> tables) {
  static final int FORMAT = 1;
  static final String NAME = "manifest.json";

  /** A table and the columns of its rows, in order. */
  public record Entry(String table, List<String> columns) {}

  /**
   * Reads one; empty where it is none.
   *
   * @throws BackupException when it is of a later format
   */
  static Optional<Manifest> parse(byte[] json) {
    try {
      JsonNode tree = Json.mapper().readTree(new String(json, StandardCharsets.UTF_8));
      int format = tree.path("format").asInt();
      if (format > FORMAT) {
        throw new BackupException(
            "This backup was written by Lumen %s in format %d; this Lumen reads format %d. Restore it with that version or a newer one. Nothing was changed."
                .formatted(tree.path("lumen").asText("of a later version"), format, FORMAT));
      }
      return format < 1
          ? Optional.empty()
          : Optional.of(Json.mapper().treeToValue(tree, Manifest.class));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  static BackupException notABackup() {
    return new BackupException(
        "This file is no backup of Lumen. One is made with ./lumen backup; a transcript is taken in with ./lumen import. Nothing was changed.");
  }

  boolean holds(String table) {
    return tables.stream().anyMatch(entry -> entry.table().equals(table));
  }
}
