package dev.lumen.server.page;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The files of the browser application as the build of {@code web/} left them: a list {@code
 * files.json}, and beside each file its compressed forms.
 */
public final class PageFiles {
  private static final String FOLDER = "app";
  private static final String LIST = "/files.json";

  private final Function<String, @Nullable InputStream> open;
  private final Map<String, PageFile> files;

  /**
   * One file.
   *
   * @param path where browsers ask for it, {@code /assets/main-1a2b.js}
   * @param type its media type
   * @param tag changes whenever its content does
   * @param encodings which compressed forms there are, the smallest first: {@code br}, {@code gzip}
   */
  public record PageFile(String path, String type, String tag, List<String> encodings) {}

  private PageFiles(Function<String, @Nullable InputStream> open) {
    this.open = open;
    this.files = listed();
  }

  /** Those that were packed with the server; none where it was built without the page. */
  public static PageFiles packed() {
    return from(path -> PageFiles.class.getResourceAsStream(FOLDER + path));
  }

  /** Those of another place: {@code open} answers the content of a path, or null. */
  static PageFiles from(Function<String, @Nullable InputStream> open) {
    return new PageFiles(open);
  }

  /** Whether there is a page at all. */
  public boolean built() {
    return !files.isEmpty();
  }

  /** What is at a path of a request. */
  public Optional<PageFile> find(String path) {
    return Optional.ofNullable(files.get(path));
  }

  /** The content of a file, compressed when {@code encoding} is not null. */
  public byte[] content(PageFile file, @Nullable String encoding) {
    String ending =
        switch (encoding) {
          case "br" -> ".br";
          case "gzip" -> ".gz";
          case null, default -> "";
        };
    byte[] bytes = read(file.path() + ending);
    if (bytes == null) {
      throw new IllegalStateException("The server was packed without " + file.path() + ending);
    }
    return bytes;
  }

  private Map<String, PageFile> listed() {
    byte[] list = read(LIST);
    if (list == null) {
      return Map.of();
    }
    try {
      List<PageFile> all = new ObjectMapper().readValue(list, new TypeReference<>() {});
      return all.stream().collect(Collectors.toUnmodifiableMap(PageFile::path, file -> file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte @Nullable [] read(String path) {
    try (InputStream in = open.apply(path)) {
      return in == null ? null : in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
