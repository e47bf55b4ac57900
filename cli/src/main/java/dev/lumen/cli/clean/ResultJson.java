package dev.lumen.cli.clean;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.lumen.cleaner.CleanedTurn;
import dev.lumen.cleaner.Correction;
import dev.lumen.cleaner.Span;
import dev.lumen.cleaner.TakenBack;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Writes a result as JSON. The names and their order are a contract with other programs. */
final class ResultJson {
  private ResultJson() {}

  static void writeFields(JsonGenerator json, Result result) throws IOException {
    Said.Origin origin = result.said().origin();
    json.writeFieldName("id");
    json.writeObject(origin.id());
    json.writeFieldName("conversation");
    json.writeObject(origin.conversation());
    json.writeFieldName("turn_index");
    json.writeObject(origin.turnIndex());
    writeCleaned(json, result.cleaned());
    TakenBack mark = result.takenBack();
    if (mark != null) {
      writeTakenBack(json, mark);
    }
    json.writeNumberField(
        "processing_time_ms",
        BigDecimal.valueOf(result.millis()).setScale(3, RoundingMode.HALF_UP));
  }

  private static void writeCleaned(JsonGenerator json, CleanedTurn cleaned) throws IOException {
    json.writeStringField("cleaned_text", cleaned.cleanedText());
    json.writeBooleanField("cleaning_applied", cleaned.cleaningApplied());
    json.writeStringField("cleaning_level", cleaned.level().wireName());
    json.writeStringField("confidence_score", cleaned.confidence().name());
    json.writeArrayFieldStart("corrections");
    for (Correction correction : cleaned.corrections()) {
      writeCorrection(json, correction);
    }
    json.writeEndArray();
    json.writeStringField("context_detected", cleaned.contextDetected());
    json.writeBooleanField("transcription_error_detected", cleaned.transcriptionError());
  }

  private static void writeTakenBack(JsonGenerator json, TakenBack mark) throws IOException {
    json.writeObjectFieldStart("taken_back");
    json.writeStringField("claim", mark.claim());
    json.writeStringField("replacement", mark.replacement());
    writePosition(json, mark.position());
    json.writeEndObject();
  }

  private static void writePosition(JsonGenerator json, Span position) throws IOException {
    json.writeObjectFieldStart("position");
    json.writeNumberField("start", position.start());
    json.writeNumberField("end", position.end());
    json.writeEndObject();
  }

  private static void writeCorrection(JsonGenerator json, Correction correction)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("original", correction.original());
    json.writeStringField("corrected", correction.corrected());
    json.writeStringField("confidence", correction.confidence().name());
    json.writeStringField("reason", correction.reason());
    writePosition(json, correction.position());
    json.writeBooleanField("applied", correction.applied());
    json.writeEndObject();
  }
}
