package dev.lumen.cli.clean;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** One JSON object a turn, and one for each line that was no turn. */
final class JsonlReport implements Report {
  private static final JsonFactory JSON = new JsonFactory();

  private final Appendable out;

  JsonlReport(Appendable out) {
    this.out = out;
  }

  @Override
  public void begin(String name) {}

  @Override
  public void add(Result result) {
    write(json -> ResultJson.writeFields(json, result));
  }

  @Override
  public boolean addBroken(@Nullable Object id, String message) {
    write(
        json -> {
          if (id != null) {
            json.writeFieldName("id");
            json.writeObject(id);
          }
          json.writeStringField("error", message);
        });
    return true;
  }

  @Override
  public void end() {}

  private interface Fields {
    void writeTo(JsonGenerator json) throws IOException;
  }

  private void write(Fields fields) {
    StringWriter line = new StringWriter(512);
    try (JsonGenerator json = JSON.createGenerator(line)) {
      json.writeStartObject();
      fields.writeTo(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    append(Surrogates.escapeLone(line.toString()));
  }

  private void append(String line) {
    try {
      out.append(line).append('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
