package dev.lumen.server.live;

import dev.lumen.server.account.Principal;
import dev.lumen.server.api.ApiException;
import io.helidon.common.socket.PeerInfo;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Really opens sockets to this server and really sends messages while they listen. */
final class StressTrial {
  private final LiveRoom room;
  private final Principal caller;
  private final PeerInfo here;

  /**
   * A trial.
   *
   * @param here where the request came in; its Host header could name another server
   */
  StressTrial(LiveRoom room, Principal caller, PeerInfo here) {
    this.room = room;
    this.caller = caller;
    this.here = here;
  }

  /** H-37. */
  record Report(
      Parameters testParameters, Results results, String finalState, List<Detail> messageDetails) {}

  /** What was asked, and how many sockets really stood. */
  record Parameters(int messageCount, int concurrentConnections, int connectionsOpened) {}

  /** Sums over all messages. */
  record Results(
      double totalTimeSeconds,
      int successfulMessages,
      int failedMessages,
      double successRate,
      double averageProcessingTimeMs,
      double totalProcessingTimeMs,
      int framesReceived) {}

  /** One message. */
  record Detail(int number, boolean success, double processingTimeMs, @Nullable String error) {}

  Report run(UUID conversation, int messages, int connections) {
    AtomicInteger frames = new AtomicInteger();
    try (HttpClient client = HttpClient.newHttpClient()) {
      List<WebSocket> sockets = open(client, conversation, connections, frames);
      long start = System.nanoTime();
      List<Detail> details = new ArrayList<>();
      for (int i = 1; i <= messages; i++) {
        details.add(say(conversation, i));
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      sockets.forEach(WebSocket::abort);
      String state = room.talks().of(caller.actor(), conversation).state().wireName();
      return new Report(
          new Parameters(messages, connections, sockets.size()),
          results(details, seconds, frames.get()),
          state,
          details);
    }
  }

  private static Results results(List<Detail> details, double seconds, int frames) {
    int good = (int) details.stream().filter(Detail::success).count();
    double total = details.stream().mapToDouble(Detail::processingTimeMs).sum();
    return new Results(
        TrialResource.rounded(seconds),
        good,
        details.size() - good,
        TrialResource.rounded((double) good / details.size()),
        TrialResource.rounded(total / details.size()),
        TrialResource.rounded(total),
        frames);
  }

  private Detail say(UUID conversation, int number) {
    long start = System.nanoTime();
    String error = null;
    try {
      Exchange.of(
          room,
          caller.actor(),
          conversation,
          Listening.Words.of("um this is message number " + number + " of the stress test"));
    } catch (ApiException refused) {
      error = refused.message();
    }
    double millis = TrialResource.rounded((System.nanoTime() - start) / 1e6);
    return new Detail(number, error == null, millis, error);
  }

  private List<WebSocket> open(
      HttpClient client, UUID conversation, int count, AtomicInteger frames) {
    URI address =
        URI.create(
            "ws://" + authority() + LiveRoutes.PATH.replace("{id}", conversation.toString()));
    List<WebSocket> sockets = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      try {
        sockets.add(client.newWebSocketBuilder().buildAsync(address, new Counter(frames)).join());
      } catch (CompletionException refused) {
        return sockets; // As many as there are room for is an answer too.
      }
    }
    return sockets;
  }

  private String authority() {
    String host = here.host();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + here.port();
  }

  private static final class Counter implements WebSocket.Listener {
    private final AtomicInteger frames;

    Counter(AtomicInteger frames) {
      this.frames = frames;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
      if (last) {
        frames.incrementAndGet();
      }
      socket.request(1);
      return null;
    }
  }
}
