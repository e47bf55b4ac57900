package dev.lumen.server.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The description of the HTTP interface, written by hand in {@code openapi.yaml}, and the source of
 * truth for it. It is parsed when it is first needed.
 */
public final class OpenApi {
  private static final String RESOURCE = "openapi.yaml";

  private record Parsed(ObjectNode document, String json) {}

  private final byte[] yaml;
  private volatile @Nullable Parsed parsed;

  /** The document this server ships with. */
  public OpenApi() {
    try (InputStream in = OpenApi.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("The server was packed without its " + RESOURCE + ".");
      }
      yaml = in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The document as it was written. */
  public byte[] yaml() {
    return yaml.clone();
  }

  /** The document as JSON in UTF-8. */
  public byte[] json() {
    return parsed().json().getBytes(StandardCharsets.UTF_8);
  }

  /** The document, to be read and not changed. */
  public ObjectNode document() {
    return parsed().document();
  }

  private Parsed parsed() {
    Parsed known = parsed;
    if (known == null) {
      known = parse();
      parsed = known;
    }
    return known;
  }

  private Parsed parse() {
    try {
      ObjectNode document = (ObjectNode) new YAMLMapper().readTree(yaml);
      return new Parsed(document, Json.text(document));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
