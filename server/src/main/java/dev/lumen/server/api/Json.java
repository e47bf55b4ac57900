package dev.lumen.server.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import dev.lumen.server.json.JsonFactories;
import dev.lumen.server.json.TreeReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * JSON as this server writes it everywhere: snake_case names, instants in UTC with exactly six
 * digits ({@code 2026-01-31T10:00:00.123456Z}), nulls kept unless a record says otherwise with
 * {@link JsonInclude}.
 *
 * <p>Six digits are what PostgreSQL keeps; a fixed form lets clients compare and sort instants as
 * text.
 */
public final class Json {
  /** The deepest nesting of objects and arrays that is read. */
  public static final int MAX_NESTING = 64;

  private static final int MAX_STRING_CHARS = 10 * 1024 * 1024;
  private static final DateTimeFormatter INSTANT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final int MAX_NAME_CHARS = 1_000;

  /** The longest number that is read, as it is written. */
  static final int MAX_NUMBER_CHARS = 100;

  /** Names, values and brackets: each becomes an object of ours, however short it is sent. */
  static final int MAX_TOKENS = 100_000;

  /** What a client can do about a body beyond the limits. */
  static final String LIMITS =
      "Send JSON nested at most %d deep, with at most %d names, values and brackets, names of %d and numbers of %d characters."
          .formatted(MAX_NESTING, MAX_TOKENS, MAX_NAME_CHARS, MAX_NUMBER_CHARS);

  private static final JsonMapper MAPPER = build(Long.MAX_VALUE);
  private static final JsonMapper BODIES = build(MAX_TOKENS);

  private Json() {}

  /** The one mapper. It is not to be reconfigured. */
  public static JsonMapper mapper() {
    return MAPPER;
  }

  /** For what clients send. */
  static JsonMapper bodies() {
    return BODIES;
  }

  /** {@code value} as JSON in UTF-8. */
  public static byte[] bytes(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw unwritable(value, e);
    }
  }

  /** {@code value} as JSON text. */
  public static String text(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw unwritable(value, e);
    }
  }

  /**
   * Reads what this server itself or a trusted program wrote. What a client sends is read with
   * {@link Body}.
   *
   * @throws UncheckedIOException when it is no JSON of this shape; the message does not quote the
   *     text
   */
  public static <T> T read(byte[] json, Class<T> type) {
    try {
      return MAPPER.readValue(json, type);
    } catch (IOException e) {
      throw unreadable(type.getSimpleName(), e);
    }
  }

  /** As {@link #read(byte[], Class)}, from text. */
  public static <T> T read(String json, Class<T> type) {
    try {
      return MAPPER.readValue(json, type);
    } catch (IOException e) {
      throw unreadable(type.getSimpleName(), e);
    }
  }

  /** As {@link #read(String, Class)}, for lists and maps. */
  public static <T> T read(String json, TypeReference<T> type) {
    try {
      return MAPPER.readValue(json, type);
    } catch (IOException e) {
      throw unreadable(type.getType().getTypeName(), e);
    }
  }

  /** As {@link #read(String, Class)}, of any shape. */
  public static JsonNode tree(String json) {
    return read(json, JsonNode.class);
  }

  /** {@code instant} in the one form used on the wire. */
  public static String instant(Instant instant) {
    return INSTANT.format(instant);
  }

  private static JsonMapper build(long maxTokens) {
    StreamReadConstraints limits =
        StreamReadConstraints.builder()
            .maxNestingDepth(MAX_NESTING)
            .maxStringLength(MAX_STRING_CHARS)
            .maxNameLength(MAX_NAME_CHARS)
            .maxNumberLength(MAX_NUMBER_CHARS)
            .maxTokenCount(maxTokens)
            .build();
    JsonFactory factory = JsonFactories.builder().streamReadConstraints(limits).build();
    SimpleModule instants = new SimpleModule("instants");
    instants.addSerializer(new InstantWriter());
    instants.addDeserializer(Instant.class, new InstantReader());
    return JsonMapper.builder(factory)
        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .addModule(instants)
        .addModule(TreeReader.module())
        .build();
  }

  private static IllegalStateException unwritable(Object value, JsonProcessingException cause) {
    cause.clearLocation();
    return new IllegalStateException(
        "A " + value.getClass().getSimpleName() + " cannot be written as JSON.", cause);
  }

  private static UncheckedIOException unreadable(String type, IOException cause) {
    // The parser's own message quotes the text it failed on.
    return new UncheckedIOException(
        new IOException(
            "This is no JSON of a " + type + " (" + cause.getClass().getSimpleName() + ")."));
  }

  private static final class InstantWriter extends StdScalarSerializer<Instant> {
    private static final long serialVersionUID = 1L;

    InstantWriter() {
      super(Instant.class);
    }

    @Override
    public void serialize(Instant value, JsonGenerator generator, SerializerProvider provider)
        throws IOException {
      generator.writeString(instant(value));
    }
  }

  private static final class InstantReader extends StdScalarDeserializer<Instant> {
    private static final long serialVersionUID = 1L;

    InstantReader() {
      super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      String text = parser.getValueAsString("");
      try {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from);
      } catch (DateTimeException e) {
        return (Instant)
            context.handleWeirdStringValue(Instant.class, text, "not an instant with an offset");
      }
    }
  }
}
