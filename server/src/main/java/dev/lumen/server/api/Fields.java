package dev.lumen.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lumen.server.api.ApiException.FieldError;
import io.helidon.webserver.http.ServerRequest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one request, read and checked one by one; {@link #check} then refuses the request
 * once, naming every faulty field. A read of a faulty field answers a placeholder of the right
 * type, so that reading can go on.
 *
 * <p>JSON null counts as absent, except where {@link #isNull} is asked. Unknown fields are ignored.
 * Lengths are counted in code points, as PostgreSQL counts them. Text that no database column can
 * hold (NUL, half of a surrogate pair) is refused.
 */
public final class Fields {
  /** The most bytes of an {@link #object(String)}. */
  public static final int MAX_OBJECT_BYTES = 64 * 1024;

  private static final UUID NIL = new UUID(0, 0);

  private final ObjectNode node;
  private final String prefix;
  private final boolean textual;
  private final List<FieldError> errors;

  private Fields(ObjectNode node, String prefix, boolean textual, List<FieldError> errors) {
    this.node = node;
    this.prefix = prefix;
    this.textual = textual;
    this.errors = errors;
  }

  /** The fields of a JSON object. */
  public static Fields of(ObjectNode node) {
    return new Fields(node, "", false, new ArrayList<>());
  }

  /** The parameters of the request's query; numbers and booleans are read from their text. */
  public static Fields query(ServerRequest request) {
    ObjectNode node = Json.mapper().createObjectNode();
    for (String name : request.query().names()) {
      request.query().all(name).stream().findFirst().ifPresent(value -> node.put(name, value));
    }
    return new Fields(node, "", true, new ArrayList<>());
  }

  /** Whether the field is there and not null. */
  public boolean has(String name) {
    return present(name) != null;
  }

  /** Whether the field is there and null: so a change says that a value is to go. */
  public boolean isNull(String name) {
    JsonNode value = node.get(name);
    return value != null && value.isNull();
  }

  /** Reports those of the fields that are null, though what they change is never without value. */
  public void rejectNull(String... names) {
    for (String name : names) {
      if (isNull(name)) {
        reject(name, "must not be null; leave it out to keep what is there");
      }
    }
  }

  /** Required text of 1 to {@code maxLength} code points, not blank, exactly as sent. */
  public String text(String name, int maxLength) {
    if (missing(name)) {
      return "";
    }
    String text = optionalText(name, maxLength);
    if (text != null && Storable.isBlank(text)) {
      reject(name, "must not be blank");
    }
    return text == null ? "" : text;
  }

  /** Text of at most {@code maxLength} code points, exactly as sent; null when absent. */
  public @Nullable String optionalText(String name, int maxLength) {
    JsonNode value = present(name);
    if (value == null) {
      return null;
    }
    if (!value.isTextual()) {
      reject(name, "must be text");
      return null;
    }
    String problem = Storable.problem(value.textValue(), maxLength);
    if (problem != null) {
      reject(name, problem);
      return null;
    }
    return value.textValue();
  }

  /**
   * One of the keys of {@code choices} (lower case), in any case; numbers may stand for words. Null
   * when absent.
   */
  public <E> @Nullable E optionalChoice(String name, Map<String, E> choices) {
    JsonNode value = present(name);
    if (value == null) {
      return null;
    }
    E choice =
        value.isTextual() || value.isInt()
            ? choices.get(value.asText().strip().toLowerCase(Locale.ROOT))
            : null;
    if (choice == null) {
      reject(name, "must be one of " + String.join(", ", new TreeSet<>(choices.keySet())));
    }
    return choice;
  }

  /**
   * As {@link #optionalChoice(String, Map)}, required; {@code placeholder} is answered when it is
   * faulty.
   */
  public <E> E choice(String name, Map<String, E> choices, E placeholder) {
    E choice = missing(name) ? null : optionalChoice(name, choices);
    return choice == null ? placeholder : choice;
  }

  /**
   * Text turned into a value by {@code parse}, which answers empty for what it refuses. Null when
   * absent.
   */
  public <E> @Nullable E optionalParsed(
      String name, int maxLength, Function<String, Optional<E>> parse, String rule) {
    String text = optionalText(name, maxLength);
    if (text == null) {
      return null;
    }
    E value = parse.apply(text).orElse(null);
    if (value == null) {
      reject(name, rule);
    }
    return value;
  }

  /** A required UUID in its 36-character form. */
  public UUID uuid(String name) {
    UUID id = missing(name) ? null : optionalUuid(name);
    return id == null ? NIL : id;
  }

  /** A UUID in its 36-character form; null when absent. */
  public @Nullable UUID optionalUuid(String name) {
    return optionalParsed(name, 100, Paths::parse, "must be a UUID of 36 characters");
  }

  /** A whole number from {@code min} to {@code max}; {@code absent} when absent. */
  public int optionalInt(String name, int min, int max, int absent) {
    return Objects.requireNonNullElse(optionalInt(name, min, max), absent);
  }

  /** A whole number from {@code min} to {@code max}; null when absent. */
  public @Nullable Integer optionalInt(String name, int min, int max) {
    BigDecimal number = number(name, BigDecimal.valueOf(min), BigDecimal.valueOf(max), true);
    return number == null ? null : number.intValueExact();
  }

  /** A number from {@code min} to {@code max}; {@code absent} when absent. */
  public double optionalNumber(String name, double min, double max, double absent) {
    return Objects.requireNonNullElse(optionalNumber(name, min, max), absent);
  }

  /** A number from {@code min} to {@code max}; null when absent. */
  public @Nullable Double optionalNumber(String name, double min, double max) {
    BigDecimal number = number(name, BigDecimal.valueOf(min), BigDecimal.valueOf(max), false);
    return number == null ? null : number.doubleValue();
  }

  /** True or false; {@code absent} when absent. */
  public boolean optionalBoolean(String name, boolean absent) {
    JsonNode value = present(name);
    if (value == null) {
      return absent;
    }
    if (textual && (value.asText().equals("true") || value.asText().equals("false"))) {
      return value.asText().equals("true");
    }
    if (!value.isBoolean()) {
      reject(name, "must be true or false");
    }
    return value.asBoolean();
  }

  /** Any JSON that can be stored; an empty object when absent. */
  public JsonNode any(String name) {
    JsonNode value = present(name);
    String problem = value == null ? null : Storable.problem(value);
    if (problem != null) {
      reject(name, problem);
    }
    return value == null || problem != null ? Json.mapper().createObjectNode() : value;
  }

  /** A JSON object of any fields, of at most {@code maxBytes} bytes; empty when absent. */
  public Optional<JsonNode> object(String name, int maxBytes) {
    JsonNode value = present(name);
    if (value == null) {
      return Optional.empty();
    }
    String problem = value.isObject() ? Storable.problem(value, maxBytes) : "must be an object";
    if (problem != null) {
      reject(name, problem);
      return Optional.empty();
    }
    return Optional.of(value);
  }

  /** A JSON object of any fields, of at most 64 KiB; empty when absent. */
  public Optional<JsonNode> object(String name) {
    return object(name, MAX_OBJECT_BYTES);
  }

  /** The fields of an object inside this one; their errors are reported here. Empty when absent. */
  public Optional<Fields> child(String name) {
    JsonNode value = present(name);
    if (value instanceof ObjectNode object) {
      return Optional.of(new Fields(object, prefix + name + ".", textual, errors));
    }
    if (value != null) {
      reject(name, "must be an object");
    }
    return Optional.empty();
  }

  /**
   * The fields of each object of a required array of 1 to {@code maxItems}; their errors are
   * reported here.
   */
  public List<Fields> children(String name, int maxItems) {
    List<Fields> children = new ArrayList<>();
    if (missing(name)) {
      return children;
    }
    JsonNode value = node.get(name);
    if (!value.isArray() || value.isEmpty() || value.size() > maxItems) {
      reject(name, "must be an array of 1 to " + maxItems + " objects");
      return children;
    }
    for (int i = 0; i < value.size(); i++) {
      String path = name + "[" + i + "]";
      if (value.get(i) instanceof ObjectNode object) {
        children.add(new Fields(object, prefix + path + ".", textual, errors));
      } else {
        reject(path, "must be an object");
      }
    }
    return children;
  }

  /** An array of at most {@code maxItems} texts, none blank; empty when absent. */
  public List<String> texts(String name, int maxItems, int maxLength) {
    JsonNode value = present(name);
    if (value == null) {
      return List.of();
    }
    if (!value.isArray() || value.size() > maxItems) {
      reject(name, "must be an array of at most " + maxItems + " texts");
      return List.of();
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode item : value) {
      if (!item.isTextual()
          || Storable.isBlank(item.textValue())
          || Storable.problem(item.textValue(), maxLength) != null) {
        reject(name, "must hold texts of 1 to " + maxLength + " characters");
        return List.of();
      }
      texts.add(item.textValue().strip());
    }
    return texts;
  }

  /**
   * Reports a fault that only the caller can see. {@code message} says what must be, and quotes
   * nothing sent.
   */
  public void reject(String name, String message) {
    errors.add(new FieldError(prefix + name, ErrorCode.INVALID_FIELD_VALUE.code(), message));
  }

  /** Reports that a field is absent, unless it is there and was found faulty. */
  public void rejectMissing(String name) {
    String path = prefix + name;
    if (errors.stream().noneMatch(error -> error.field().equals(path))) {
      errors.add(new FieldError(path, ErrorCode.MISSING_REQUIRED_FIELD.code(), "is required"));
    }
  }

  /** Refuses the request when any field read so far was faulty. */
  public void check() {
    if (!errors.isEmpty()) {
      throw ApiException.invalidFields(errors);
    }
  }

  private boolean missing(String name) {
    boolean missing = present(name) == null;
    if (missing) {
      rejectMissing(name);
    }
    return missing;
  }

  private @Nullable JsonNode present(String name) {
    JsonNode value = node.get(name);
    return value == null || value.isNull() ? null : value;
  }

  private @Nullable BigDecimal number(String name, BigDecimal min, BigDecimal max, boolean whole) {
    JsonNode value = present(name);
    if (value == null) {
      return null;
    }
    BigDecimal number = toNumber(value);
    // Its exponent can be huge: comparing and stripping zeros are cheap then, a remainder is not.
    if (number == null
        || number.compareTo(min) < 0
        || number.compareTo(max) > 0
        || (whole && number.stripTrailingZeros().scale() > 0)) {
      String kind = whole ? "must be a whole number from " : "must be a number from ";
      reject(name, kind + min.toPlainString() + " to " + max.toPlainString());
      return null;
    }
    return number;
  }

  private @Nullable BigDecimal toNumber(JsonNode value) {
    if (value.isNumber()) {
      return value.decimalValue();
    }
    if (!textual || value.asText().length() > 30) {
      return null;
    }
    try {
      return new BigDecimal(value.asText());
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
