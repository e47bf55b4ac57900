package dev.lumen.bench.whole;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lumen.bench.Caller;
import dev.lumen.bench.Figures;
import dev.lumen.bench.Part;
import dev.lumen.bench.Results;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./lumen bench import}. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = "A transcript of 1,000 turns: until it is answered, and until all is cleaned.")
public final class ImportCommand extends Part {
  private static final String PART = "import";

  @Option(names = "--turns", description = "Of the transcript (1000).")
  private int turns = 1_000;

  @Option(names = "--times", description = "How often (6; the first is not counted).")
  private int times = 6;

  @Override
  public void measure(Results results) throws IOException, SQLException, InterruptedException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < turns; i++) {
      text.append(i % 2 == 0 ? "User: " : "Lumen: ").append(Talk.SAID[i % Talk.SAID.length]);
      text.append(" number ").append(i).append('\n');
    }
    onServer(
        (node, folder) -> {
          results.heading(PART, "milliseconds for a transcript of " + turns + " turns");
          Figures answered = new Figures();
          Figures cleaned = new Figures();
          for (int i = 0; i < times; i++) {
            once(
                node.caller(),
                text.toString(),
                i == 0 ? new Figures() : answered,
                i == 0 ? new Figures() : cleaned);
          }
          results.add(PART, "until the answer: all is stored", answered, "");
          results.add(PART, "until the last turn is cleaned", cleaned, "");
        });
  }

  private static void once(Caller caller, String text, Figures answered, Figures cleaned)
      throws IOException, InterruptedException {
    long begun = System.nanoTime();
    Caller.Reply reply =
        caller.post("/api/v1/conversations/import", Map.of("content", text, "format", "txt"));
    answered.since(begun);
    if (!reply.isOk()) {
      throw new IOException("the import was refused: HTTP " + reply.status());
    }
    String id = reply.body().path("conversation").path("id").asText();
    while (pending(caller.get("/api/v1/conversations/" + id + "/status").body())) {
      Thread.sleep(5);
    }
    cleaned.since(begun);
  }

  /** A status that is neither processing nor idle is an error, and no time is worth telling. */
  private static boolean pending(JsonNode status) throws IOException {
    String now = status.path("status").asText();
    if (!now.equals("processing") && !now.equals("idle")) {
      throw new IOException("the conversation is in status " + now);
    }
    return now.equals("processing");
  }
}
