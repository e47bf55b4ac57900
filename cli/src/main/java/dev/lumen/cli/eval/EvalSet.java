package dev.lumen.cli.eval;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lumen.cleaner.CleanedTurn;
import dev.lumen.cleaner.Cleaner;
import dev.lumen.cleaner.ConversationMemory;
import dev.lumen.cleaner.Turn;
import dev.lumen.server.api.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A set of turns with references, read from JSON lines.
 *
 * @param name of its file, up to the first dot
 * @param kind what it measures
 * @param rows its turns, in their order
 */
record EvalSet(String name, SetKind kind, List<EvalRow> rows) {

  /** A file that is no set; the message says where. */
  static final class BrokenSet extends Exception {
    private static final long serialVersionUID = 1L;

    BrokenSet(String message) {
      super(message);
    }
  }

  /** Reads a set. */
  static EvalSet read(Path file) throws IOException, BrokenSet {
    List<EvalRow> rows = new ArrayList<>();
    SetKind kind = SetKind.ASR_CORRECTION;
    int number = 0;
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          JsonNode json = parse(line, number);
          kind = rows.isEmpty() ? SetKind.of(json) : kind;
          rows.add(EvalRow.of(json));
        }
      }
    }
    if (rows.isEmpty()) {
      throw new BrokenSet("it has no turns");
    }
    String name = String.valueOf(file.getFileName());
    int dot = name.indexOf('.');
    return new EvalSet(dot > 0 ? name.substring(0, dot) : name, kind, rows);
  }

  private static JsonNode parse(String line, int number) throws BrokenSet {
    JsonNode json;
    try {
      json = Json.tree(line);
    } catch (RuntimeException e) {
      throw new BrokenSet("line " + number + " is no JSON");
    }
    if (!json.has("id") || !json.has("raw_text") || !json.has("reference_text")) {
      throw new BrokenSet("line " + number + " has no id, raw_text or reference_text");
    }
    return json;
  }

  /** Has a cleaner clean it: conversation by conversation, turn by turn, as they were said. */
  List<TurnScore.Output> cleaned(Cleaner cleaner) {
    Map<String, ConversationMemory> memories = new HashMap<>();
    List<TurnScore.Output> outputs = new ArrayList<>(rows.size());
    for (EvalRow row : rows) {
      ConversationMemory memory =
          memories.computeIfAbsent(row.origin().conversation(), it -> new ConversationMemory());
      EvalRow.Said said = row.said();
      Turn turn = new Turn(said.speaker(), said.rawText(), said.sharedContext(), null);
      CleanedTurn cleaned = cleaner.clean(turn, memory);
      memory.remember(turn, cleaned);
      outputs.add(new TurnScore.Output(cleaned.cleanedText(), cleaned.corrections()));
    }
    return outputs;
  }

  /** The score of a cleaner. */
  SetScore score(Cleaner cleaner) {
    return SetScore.of(kind, rows, cleaned(cleaner));
  }
}
