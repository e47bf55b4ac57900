package dev.lumen.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** kill -9 in the middle of it all, as the system does when memory runs out. */
@DisplayName("After kill -9 nothing that was answered is lost, doubled or out of order")
class CrashTest {
  private static final int ENOUGH = 120;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @DisplayName("Q-01, Q-07, W-01: the server is killed, alone or with its database")
  void theServerIsKilled(boolean withItsDatabase) throws IOException {
    DataFolders.copyTo(folder);
    Client before;
    List<String> conversations;
    Crowd crowd;
    Ears ears;
    try (Program program = Program.serve(folder)) {
      before = Client.administratorOf(program.ready());
      conversations = conversations(before);
      ears = Ears.follow(before, conversations.getFirst(), 0);
      crowd = Crowd.in(before, conversations, ENOUGH);
      crowd.awaitEnough();
      long database = postmaster();
      program.kill();
      if (withItsDatabase) {
        Kill.send("KILL", database);
      }
      crowd.fallSilent();
      Secrecy.assertKept(program, folder, Secrecy.PHRASE, "Cornelius");
    }
    try (Program program = Program.serve(folder)) {
      Client after = before.at(program.ready());
      assertComplete(crowd, after, conversations);
      assertNumberedOn(ears, after, conversations.getFirst());
      Secrecy.assertKept(program, folder, Secrecy.PHRASE, "Cornelius");
    }
  }

  @Test
  @DisplayName("H-21, Q-01, W-01: the database is killed alone; the server brings it back itself")
  void theDatabaseIsKilled() throws IOException {
    try (Program program = Program.serve(DataFolders.copyTo(folder))) {
      Client client = Client.administratorOf(program.ready());
      List<String> conversations = conversations(client);
      Ears ears = Ears.follow(client, conversations.getFirst(), 0);
      Crowd crowd = Crowd.in(client, conversations, ENOUGH);
      crowd.awaitEnough();
      long killed = postmaster();
      Kill.send("KILL", killed);
      program.awaitErr("The embedded database runs again");
      program.awaitErr("The change feed is live again");
      crowd.fallSilent();

      assertThat(postmaster()).isNotEqualTo(killed);
      assertThat(client.get("/health").text("/status")).isEqualTo("healthy");
      assertThat(crowd.refused())
          .allSatisfy(
              reply -> {
                assertThat(reply.status()).isEqualTo(503);
                assertThat(reply.text("/error/code")).isEqualTo("SYS_001");
              });
      assertComplete(crowd, client, conversations);
      assertNumberedOn(ears, client, conversations.getFirst());
      assertThat(program.err().lines().filter(line -> line.startsWith("\tat "))).isEmpty();
      assertToldOnce(program);
      Secrecy.assertKept(program, folder, Secrecy.PHRASE, "Cornelius");
    }
  }

  @Test
  @DisplayName("H-21, O-04: while the database does not answer, /health says so soon")
  void healthDoesNotWaitForTheDatabase() throws IOException {
    try (Program program = Program.serve(DataFolders.copyTo(folder))) {
      Client client = Client.administratorOf(program.ready());
      List<Long> database = Kill.tree(postmaster());
      database.forEach(pid -> Kill.send("STOP", pid));
      long start = System.nanoTime();
      Client.Reply reply = client.get("/health");
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      database.forEach(pid -> Kill.send("CONT", pid));
      assertThat(reply.status()).isEqualTo(503);
      assertThat(reply.text("/status")).isEqualTo("degraded");
      assertThat(reply.text("/database")).isEqualTo("unreachable");
      assertThat(took).isLessThan(Duration.ofSeconds(5));
      assertThat(client.get(Client.CONVERSATIONS).status()).isEqualTo(200);
      assertThat(client.get("/health").status()).isEqualTo(200);
    }
  }

  private static List<String> conversations(Client client) {
    return IntStream.range(0, 3).mapToObj(i -> client.newConversation("Call " + i)).toList();
  }

  private long postmaster() throws IOException {
    Path file = folder.resolve("postgres/postmaster.pid");
    return Long.parseLong(Files.readAllLines(file).getFirst().strip());
  }

  /** All answered turns are there once, in the speakers' order, numbered 1, 2, 3, cleaned. */
  private static void assertComplete(Crowd crowd, Client client, List<String> conversations) {
    for (String conversation : conversations) {
      awaitAllProcessed(client, conversation);
    }
    List<JsonNode> stored = crowd.stored(client);
    Map<String, String> texts = new HashMap<>();
    stored.forEach(turn -> texts.put(text(turn, "turn_id"), text(turn, "raw_text")));
    assertThat(texts).hasSameSizeAs(stored).containsAllEntriesOf(crowd.answered());
    assertThat(texts.values()).doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(crowd.sent());
    assertThat(stored).allSatisfy(turn -> assertThat(text(turn, "status")).isEqualTo("processed"));
    for (String conversation : conversations) {
      assertInOrder(client.turnsOf(conversation));
    }
  }

  private static void assertInOrder(JsonNode turns) {
    List<Integer> seqs = new ArrayList<>();
    Map<String, List<Integer>> numbers = new HashMap<>();
    for (JsonNode turn : turns) {
      seqs.add(turn.path("seq").asInt());
      String[] words = text(turn, "raw_text").split("\\D+", -1);
      numbers.computeIfAbsent(words[1], _ -> new ArrayList<>()).add(Integer.valueOf(words[2]));
    }
    assertThat(seqs).isEqualTo(IntStream.rangeClosed(1, seqs.size()).boxed().toList());
    assertThat(numbers.values()).allSatisfy(said -> assertThat(said).isSorted());
  }

  /** Reads the conversation's events until each of its turns has been told of as processed. */
  private static void awaitAllProcessed(Client client, String conversation) {
    for (JsonNode turn : client.turnsOf(conversation)) {
      if (!text(turn, "status").equals("processed")) {
        Ears ears = Ears.follow(client, conversation, 0);
        String id = text(turn, "turn_id");
        ears.await(frame -> isProcessed(frame, id));
        ears.leave();
      }
    }
  }

  private static boolean isProcessed(JsonNode frame, String turnId) {
    return text(frame, "type").equals("turn:processed")
        && frame.at("/payload/turn/turn_id").asText().equals(turnId);
  }

  /** What was heard before and what is heard on from there are all events, each once. */
  private static void assertNumberedOn(Ears before, Client client, String conversation) {
    List<Long> seqs = new ArrayList<>(before.seqs());
    long seen = seqs.isEmpty() ? 0 : seqs.getLast();
    Ears after = Ears.follow(client, conversation, seen);
    long last = after.lastSeq();
    if (last > seen) {
      after.await(frame -> frame.path("seq").asLong() == last);
    }
    after.seqs().stream().filter(seq -> seq <= last).forEach(seqs::add);
    after.leave();
    assertThat(seqs).isEqualTo(LongStream.rangeClosed(1, last).boxed().toList());
    assertThat(last).isPositive();
  }

  /** However many requests, workers and tries met the outage. */
  private static void assertToldOnce(Program program) {
    List<String> warnings =
        program
            .err()
            .lines()
            .filter(line -> line.contains(" WARNING ") || line.contains(" SEVERE "))
            .map(line -> line.replaceFirst("^\\S+ ", "").replaceFirst("for request .*", ""))
            .toList();
    assertThat(warnings).isNotEmpty().doesNotHaveDuplicates();
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asText();
  }
}
