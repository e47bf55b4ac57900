package dev.lumen.server.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lumen.server.model.ModelException.Kind;
import java.util.Optional;

/**
 * A part of an answer that has no text and still says something: that the question was blocked, or
 * that the model failed after it had begun.
 */
record OtherEvent(Kind kind, String how) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Optional<OtherEvent> of(String data) {
    JsonNode event;
    try {
      event = JSON.readTree(data);
    } catch (JsonProcessingException e) {
      return Optional.empty(); // noted where it is read in earnest
    }
    if (event.path("promptFeedback").has("blockReason")) {
      return Optional.of(new OtherEvent(Kind.BLOCKED, "does not answer for reasons of safety"));
    }
    if (event.path("choices").path(0).path("delta").hasNonNull("refusal")) {
      return Optional.of(new OtherEvent(Kind.BLOCKED, "refuses to answer"));
    }
    if (event.hasNonNull("error")) {
      return Optional.of(new OtherEvent(Kind.BROKEN, "reported an error in its answer"));
    }
    return Optional.empty();
  }
}
