package dev.lumen.cli.eval;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** What a set measures. */
enum SetKind {
  ASR_CORRECTION,
  CONFUSABLE,
  DISFLUENCY,
  ITN_NEMO,
  ITN_BUSINESS,
  PUNCT_CASE,
  DO_NO_HARM;

  /** The kind of a set, told by its first line. */
  static SetKind of(JsonNode first) {
    String asr = first.path("asr").asText();
    if (first.has("class")) {
      return ITN_NEMO;
    }
    if (first.path("id").asText().startsWith("conf-")) {
      return CONFUSABLE;
    }
    if (first.has("targets")) {
      return ITN_BUSINESS;
    }
    if (asr.startsWith("human_verbatim")) {
      return DISFLUENCY;
    }
    return switch (asr) {
      case "human" -> DO_NO_HARM;
      case "lowercased" -> PUNCT_CASE;
      default -> ASR_CORRECTION;
    };
  }

  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean hasNames() {
    return this == ASR_CORRECTION || this == CONFUSABLE || this == DO_NO_HARM;
  }

  boolean hasMarks() {
    return this == ASR_CORRECTION || this == DO_NO_HARM || this == PUNCT_CASE;
  }
}
