package dev.lumen.cli.clean;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import org.jspecify.annotations.Nullable;

/** One JSON document: {@code {"transcripts": [{"name", "turns": [...]}]}}. */
final class JsonReport implements Report {
  private final JsonGenerator json;
  private boolean begun;

  JsonReport(Writer out) {
    try {
      json = new JsonFactory().createGenerator(out).useDefaultPrettyPrinter();
      json.disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
      json.writeStartObject();
      json.writeArrayFieldStart("transcripts");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void begin(String name) {
    write(
        () -> {
          closeTranscript();
          json.writeStartObject();
          json.writeStringField("name", name);
          json.writeArrayFieldStart("turns");
          begun = true;
        });
  }

  @Override
  public void add(Result result) {
    write(
        () -> {
          json.writeStartObject();
          json.writeStringField("speaker", result.said().speaker());
          json.writeStringField("raw_text", result.said().rawText());
          ResultJson.writeFields(json, result);
          json.writeEndObject();
        });
  }

  @Override
  public boolean addBroken(@Nullable Object id, String message) {
    return false;
  }

  @Override
  public void end() {
    write(
        () -> {
          closeTranscript();
          json.writeEndArray();
          json.writeEndObject();
          json.writeRaw('\n');
          json.flush();
        });
  }

  private void closeTranscript() throws IOException {
    if (begun) {
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  private interface Step {
    void run() throws IOException;
  }

  private static void write(Step step) {
    try {
      step.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
