package dev.lumen.server.json;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.deser.std.JsonNodeDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;

/**
 * Reads trees of JSON in which a number beyond what can be held, {@code 1e99999999999}, is a fault
 * of the text. The library lets the bare {@link NumberFormatException} of its own parser through.
 */
public final class TreeReader extends JsonNodeDeserializer {
  private static final long serialVersionUID = 1L;

  private TreeReader() {}

  /** To be registered with every mapper that reads what others wrote. */
  public static Module module() {
    return new SimpleModule("trees").addDeserializer(JsonNode.class, new TreeReader());
  }

  @Override
  public JsonNode deserialize(JsonParser parser, DeserializationContext context)
      throws IOException {
    try {
      return super.deserialize(parser, context);
    } catch (NumberFormatException tooLarge) {
      // Without the cause, whose message may quote the number.
      throw new JsonParseException(parser, "a number beyond what can be held");
    }
  }
}
