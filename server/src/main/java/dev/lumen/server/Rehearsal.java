package dev.lumen.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A short run through everything a server does when it starts and is first used, on data of its
 * own, so that the JDK can note what to have ready next time: classes (JEP 514, ahead-of-time
 * cache), and which code is hot and what it meets there (JEP 515), so that it is compiled well and
 * soon. Unrehearsed, a server spends half of its first minute at work on compiling.
 */
public final class Rehearsal {
  private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");
  private static final int CONVERSATIONS = 8;
  private static final int TURNS_EACH = 120;

  /** Fillers, repeats, numbers, misheard names, single words: what turns have. */
  private static final List<String> SAID =
      List.of(
          "um yes I'm the vector of marketing at north gate roofing",
          "we we spend about fifty thousand dollars a month on book ads and paper click",
          "so uh what i wanted to say is we have three offices in in texas and one in ohio",
          "Yes.",
          "twenty five percent of it on google on tuesday no wednesday i mean",
          "my number is five five five one two three four and we meet june third at two thirty pm",
          "Mostly PPC on Google.C on Google. <noise>",
          "revenue was twelve point five million which is up fifteen percent year over year");

  private Rehearsal() {}

  /**
   * Starts a server in an empty folder, uses it, stops it and removes the folder.
   *
   * @throws StartupException when it cannot start
   */
  public static void run() {
    Logging.configure();
    try {
      Path folder = Files.createTempDirectory("lumen-rehearsal");
      try {
        useOnce(folder, false);
        useOnce(folder, true); // starts as every later one will
      } finally {
        remove(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void useOnce(Path folder, boolean atLength)
      throws IOException, InterruptedException {
    Map<String, String> settings =
        Map.of(
            "LUMEN_PORT", "0",
            "LUMEN_DATA_DIR", folder.toString(),
            "LUMEN_AUTH", "dev",
            "LUMEN_ADMIN_PASSWORD", "only for the rehearsal");
    try (LumenServer server = LumenServer.start(Settings.from(settings, Map.of()));
        HttpClient client = HttpClient.newHttpClient()) {
      URI base = server.address();
      send(client, base.resolve("/health"), null);
      String login = "{\"email\":\"admin@localhost\",\"password\":\"only for the rehearsal\"}";
      send(client, base.resolve("/api/v1/auth/login"), login);
      URI conversations = base.resolve("/api/v1/conversations");
      String created = send(client, conversations, "{\"name\":\"Rehearsal\"}");
      Matcher id = ID.matcher(created);
      if (id.find()) {
        converse(client, URI.create(conversations + "/" + id.group(1)));
      }
      if (atLength) {
        work(client, conversations);
      }
    }
  }

  /** Turns of every kind in several conversations at once, as many as make code hot. */
  private static void work(HttpClient client, URI conversations) throws InterruptedException {
    List<Thread> speakers = new ArrayList<>();
    for (int i = 0; i < CONVERSATIONS; i++) {
      speakers.add(Thread.ofVirtual().start(() -> talk(client, conversations)));
    }
    for (Thread speaker : speakers) {
      speaker.join();
    }
  }

  private static void talk(HttpClient client, URI conversations) {
    try {
      Matcher id = ID.matcher(send(client, conversations, "{\"name\":\"Rehearsal\"}"));
      for (int turn = 0; id.find(0) && turn < TURNS_EACH; turn++) {
        String door = turn % 3 == 0 ? "/turns" : "/turns/realtime";
        String body =
            "{\"speaker\":\"%s\",\"raw_text\":\"%s\"}"
                .formatted(turn % 4 == 0 ? "Lumen" : "User", SAID.get(turn % SAID.size()));
        send(client, URI.create(conversations + "/" + id.group(1) + door), body);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void converse(HttpClient client, URI conversation)
      throws IOException, InterruptedException {
    Ears ears = new Ears();
    WebSocket socket =
        client
            .newWebSocketBuilder()
            .buildAsync(
                URI.create(
                    conversation.toString().replace("http:", "ws:").replace("/api/v1/", "/ws/")),
                ears)
            .join();
    String turn = "{\"speaker\":\"User\",\"raw_text\":\"um I'm the vector of marketing\"}";
    send(client, URI.create(conversation + "/turns"), turn);
    send(client, URI.create(conversation + "/turns/realtime"), turn);
    send(client, URI.create(conversation + "/turns"), turn.replace("User", "Lumen"));
    send(client, URI.create(conversation + "/status"), null);
    send(client, URI.create(conversation + "/turns"), null);
    ears.heard.join();
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
  }

  private static String send(HttpClient client, URI address, @Nullable String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(address);
    if (body != null) {
      request
          .header("content-type", "application/json")
          .POST(HttpRequest.BodyPublishers.ofString(body));
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    }
  }

  /** Hears a processed turn. */
  private static final class Ears implements WebSocket.Listener {
    private final CompletableFuture<Boolean> heard = new CompletableFuture<>();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
      if (text.toString().contains("turn:processed")) {
        heard.complete(true);
      }
      socket.request(1);
      return null;
    }
  }
}
