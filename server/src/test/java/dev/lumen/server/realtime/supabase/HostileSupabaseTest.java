package dev.lumen.server.realtime.supabase;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lumen.server.Api;
import dev.lumen.server.RunningServer;
import dev.lumen.server.realtime.SocketClient;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("W-03: what a Supabase client does wrong stays its own affair")
class HostileSupabaseTest {
  private static RunningServer server;
  private static Api api;

  @BeforeAll
  static void start() {
    server = RunningServer.inDevelopment();
    api = server.api();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static URI address() {
    return URI.create(
        "ws" + api.base().toString().substring(4) + "/realtime/v1/websocket?apikey=k&vsn=2.0.0");
  }

  private static String join(String topic, String ref, String config) {
    return "[\"%s\",\"%s\",\"%s\",\"phx_join\",{\"config\":{%s}}]"
        .formatted(ref, ref, topic, config);
  }

  private static final String TURNS =
      "\"presence\":{\"enabled\":false},\"postgres_changes\":[{\"event\":\"INSERT\",\"schema\":\"public\",\"table\":\"turns\"}]";

  @Test
  @DisplayName("rubbish is answered, and in the end the socket is closed with 1008")
  void rubbish() {
    SocketClient client = SocketClient.connect(address());
    for (String text :
        List.of(
            "",
            "nonsense",
            "[]",
            "{}",
            "[1,2,3,4,5]",
            "null",
            "[\"1\",\"1\",null,\"x\",{}]",
            "[1e99999999999]")) {
      client.send(text);
      assertThat(client.next().path(4).path("status").asText()).isEqualTo("error");
    }
    for (int i = 0; i < 12; i++) {
      client.send("more");
    }
    assertThat(client.closeCode()).isEqualTo(1008);
  }

  @Test
  @DisplayName("joins of every odd shape are answered, never with an end of the connection")
  void odd_joins() {
    SocketClient client = SocketClient.connect(address());
    List<String> configs =
        List.of(
            "\"postgres_changes\":[1]",
            "\"postgres_changes\":[{\"event\":7,\"schema\":[],\"table\":{}}]",
            "\"postgres_changes\":{}",
            "\"presence\":{\"key\":\"ids\"}",
            "\"broadcast\":[],\"presence\":7,\"private\":\"x\"");
    for (int i = 0; i < configs.size(); i++) {
      client.send(join("realtime:odd" + i, "r" + i, configs.get(i)));
      JsonNode answer = client.next();
      while (!answer.path(3).asText().equals("phx_reply")) {
        answer = client.next();
      }
      assertThat(answer.path(1).asText()).isEqualTo("r" + i);
      assertThat(answer.path(4).path("response").isObject()).isTrue();
    }
    client.send("[null,\"h\",\"phoenix\",\"heartbeat\",{}]");
    JsonNode answer = client.next();
    while (!answer.path(1).asText().equals("h")) {
      answer = client.next();
    }
    client.send("[null,\"9\",\"realtime:none\",\"broadcast\",{\"event\":\"e\"}]");
    assertThat(client.next().path(4).path("response").path("reason").asText())
        .isEqualTo("unmatched topic");
    client.close();
  }

  @Test
  @DisplayName("of 10,000 channels 100 are open and the others are refused")
  void ten_thousand_channels() {
    SocketClient client = SocketClient.connect(address());
    int asked = 10_000;
    Thread.ofVirtual()
        .start(
            () -> {
              for (int i = 0; i < asked; i++) {
                client.send(join("realtime:" + i, "" + i, "\"presence\":{\"enabled\":false}"));
              }
            });
    int ok = 0;
    // The first thousand answers tell; the others are slowed down to the pace of one client.
    for (int i = 0; i < 1_000; i++) {
      ok += client.next().path(4).path("status").asText().equals("ok") ? 1 : 0;
    }
    assertThat(ok).isEqualTo(100);
    client.abort();
  }

  @Test
  @DisplayName("who reads nothing is told all of it later, in order, while others read on")
  void a_reader_that_stalls() {
    String conversation = api.newConversation("Much");
    SocketClient stalled = SocketClient.stalled(address());
    SocketClient other = SocketClient.connect(address());
    stalled.send(join("realtime:s", "1", TURNS));
    other.send(join("realtime:o", "1", TURNS));
    other.next();
    other.next();
    int turns = 2_000;
    String text = "x".repeat(2_000);
    StringBuilder sql = new StringBuilder("INSERT INTO turns (conversation_id, speaker, raw_text)");
    sql.append(" SELECT '").append(conversation).append("', 'User', n || '").append(text);
    sql.append("' FROM generate_series(1, ").append(turns).append(") n");
    // Once the slow one is in: its own answers are read with the changes.
    awaitMembers();
    api.newConversation("Between");
    PostgresChangesTest.psql(server, sql.toString());
    assertThat(seqs(other, turns))
        .isEqualTo(java.util.stream.IntStream.rangeClosed(1, turns).boxed().toList());
    stalled.startReading();
    assertThat(seqs(stalled, turns))
        .isEqualTo(java.util.stream.IntStream.rangeClosed(1, turns).boxed().toList());
    stalled.close();
    other.close();
  }

  private static void awaitMembers() {
    // A second client that joins and is answered afterwards: the server handles the first before.
    SocketClient last = SocketClient.connect(address());
    last.send(join("realtime:l", "1", TURNS));
    last.next();
    last.close();
  }

  private static List<Integer> seqs(SocketClient client, int count) {
    List<Integer> seqs = new ArrayList<>();
    while (seqs.size() < count) {
      JsonNode frame = client.next();
      if (frame.path(3).asText().equals("postgres_changes")) {
        seqs.add(frame.path(4).path("data").path("record").path("seq").asInt());
      }
    }
    return seqs;
  }
}
