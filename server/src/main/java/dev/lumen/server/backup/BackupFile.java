package dev.lumen.server.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.lumen.server.api.Json;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A backup that was read from its first byte to its last and found whole: nothing of a damaged one
 * ever reaches a database.
 *
 * @param path where it is
 */
public record BackupFile(Path path, Manifest manifest, Summary summary) {
  private static final int TEXT_LOOKED_AT = 512;

  /** Takes the rows of a table, piece by piece. */
  interface Rows {
    void take(String table, byte[] buffer, int length) throws IOException;
  }

  /**
   * Reads and checks one.
   *
   * @throws BackupException when it is damaged, cut off, no backup, or of a later format
   */
  public static BackupFile check(Path path, Progress progress) {
    Map<String, MessageDigest> digests = new LinkedHashMap<>();
    Map<String, Long> rows = new LinkedHashMap<>();
    Ends ends =
        read(
            path,
            (table, buffer, length) -> {
              digests.computeIfAbsent(table, name -> Hash.begin()).update(buffer, 0, length);
              long so = rows.merge(table, newlines(buffer, length), Long::sum);
              progress.at("checking " + table, so);
            });
    Manifest manifest = ends.manifest();
    Summary summary = ends.summary();
    if (!summary.manifestSha256().equals(ends.headHash())) {
      throw damaged(path, "its manifest was changed");
    }
    for (Manifest.Entry entry : manifest.tables()) {
      MessageDigest digest = digests.remove(entry.table());
      Summary.Content promised = summary.tables().get(entry.table());
      String found = Hash.end(digest == null ? Hash.begin() : digest);
      if (promised == null || !promised.sha256().equals(found)) {
        throw damaged(path, "the rows of " + entry.table() + " are not those that were written");
      }
    }
    if (!digests.isEmpty()) {
      throw damaged(path, "it holds tables that its manifest does not name");
    }
    return new BackupFile(path, manifest, summary);
  }

  /** Hands over all rows, in the order of the manifest. */
  void rows(Rows rows) {
    read(path, rows);
  }

  private record Ends(Manifest manifest, String headHash, Summary summary) {}

  private static Ends read(Path path, Rows rows) {
    Manifest manifest = null;
    try (InputStream file = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
        GZIPInputStream gzip = new GZIPInputStream(file, 1 << 16);
        TarArchiveInputStream tar = new TarArchiveInputStream(gzip)) {
      String headHash = "";
      Summary summary = null;
      byte[] buffer = new byte[1 << 16];
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        String name = entry.getName();
        if (manifest == null) {
          if (!name.equals(Manifest.NAME)) {
            throw unknown(path);
          }
          byte[] head = tar.readAllBytes();
          headHash = Hash.of(head);
          manifest = Manifest.parse(head).orElseThrow(() -> unknown(path));
        } else if (name.equals(Summary.NAME)) {
          summary = Json.mapper().readValue(tar.readAllBytes(), Summary.class);
        } else {
          String table = tableOf(path, name);
          for (int n = tar.read(buffer); n >= 0; n = tar.read(buffer)) {
            rows.take(table, buffer, n);
          }
        }
      }
      gzip.skip(Long.MAX_VALUE); // to its checksum
      return new Ends(required(path, manifest), headHash, whole(path, summary));
    } catch (NoSuchFileException e) {
      throw new BackupException("There is no file %s.".formatted(path));
    } catch (EOFException | ZipException | JsonProcessingException e) {
      throw manifest == null ? unknown(path) : damaged(path, "it is cut off or was changed");
    } catch (IOException e) {
      String reason = BackupWriter.reason(e);
      if (!isGzip(path)) {
        throw new BackupException(
            "%s cannot be read (%s). Nothing was changed.".formatted(path, reason), e);
      }
      if (manifest == null) {
        throw unknown(path);
      }
      throw damaged(
          path,
          reason.contains("Truncated")
              ? "it is cut off"
              : "it was changed, or its disk fails (" + reason + ")");
    }
  }

  private static Manifest required(Path path, @Nullable Manifest manifest) {
    if (manifest == null) {
      throw unknown(path);
    }
    return manifest;
  }

  private static Summary whole(Path path, @Nullable Summary summary) {
    if (summary == null) {
      throw damaged(path, "it is cut off");
    }
    return summary;
  }

  private static String tableOf(Path path, String entry) {
    String[] parts = entry.split("/", -1);
    if (parts.length != 3 || !parts[0].equals("data")) {
      throw damaged(path, "it holds something strange");
    }
    return parts[1];
  }

  /**
   * What to say of a file without the beginning of a backup: whatever is whole, or text, never was
   * one; anything else may be one whose beginning is damaged.
   */
  private static BackupException unknown(Path path) {
    if (isEmpty(path)) {
      return damaged(path, "it is empty");
    }
    if (isWholeGzip(path) || isText(path)) {
      return Manifest.notABackup();
    }
    return damaged(
        path,
        isGzip(path)
            ? "it is cut off or was changed"
            : "its beginning was changed, unless it is a file of another program");
  }

  private static boolean isEmpty(Path path) {
    try {
      return Files.size(path) == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isGzip(Path path) {
    try (InputStream file = Files.newInputStream(path)) {
      return file.read() == 0x1f && file.read() == 0x8b;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isWholeGzip(Path path) {
    try (InputStream file = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
        GZIPInputStream gzip = new GZIPInputStream(file, 1 << 16)) {
      gzip.skip(Long.MAX_VALUE); // to its checksum
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** What is compressed has all values of bytes early on. */
  private static boolean isText(Path path) {
    try (InputStream file = Files.newInputStream(path)) {
      for (byte one : file.readNBytes(TEXT_LOOKED_AT)) {
        if (one >= 0 && one < ' ' && "\t\n\r\f".indexOf(one) < 0) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static long newlines(byte[] buffer, int length) {
    long count = 0;
    for (int i = 0; i < length; i++) {
      if (buffer[i] == '\n') {
        count++;
      }
    }
    return count;
  }

  private static BackupException damaged(Path path, String how) {
    return new BackupException(
        "The backup %s is damaged: %s. Nothing was changed. Take another copy of it, or an earlier one."
            .formatted(path, how));
  }
}
