package dev.lumen.server.performance;

import dev.lumen.server.api.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Posts alerts as JSON to an address, one after another, so that nobody hears of an end before the
 * beginning; tries three times, then says so in the log.
 */
public final class Webhook implements Consumer<Alert>, AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Webhook.class.getName());
  private static final int TRIES = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** So many may wait for an address that does not answer; later ones are left out. */
  private static final int MOST_WAITING = 200;

  private final URI address;

  /** Not every small receiver bears to be offered a newer version. */
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();

  private final ExecutorService inOrder =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(MOST_WAITING),
          Thread.ofVirtual().name("alert-webhook").factory(),
          Webhook::refused);

  public Webhook(URI address) {
    this.address = address;
  }

  /** What is too much is in the log all the same, as every alert is. */
  private static void refused(Runnable alert, ThreadPoolExecutor full) {
    if (!full.isShutdown()) {
      LOG.log(
          System.Logger.Level.WARNING,
          "{0} alerts wait for the webhook; one more was not sent to it",
          MOST_WAITING);
    }
  }

  @Override
  public void accept(Alert alert) {
    inOrder.execute(() -> post(alert));
  }

  private void post(Alert alert) {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(PATIENCE)
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(alert)))
            .build();
    try {
      for (int attempt = 1; attempt <= TRIES; attempt++) {
        if (taken(request)) {
          return;
        }
        Thread.sleep(Duration.ofSeconds(attempt));
      }
      // The address may hold a secret, so it is not named.
      LOG.log(System.Logger.Level.WARNING, "The webhook did not take the alert {0}", alert.name());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The head of the answer says it; a body may never end, and nobody reads it. */
  private boolean taken(HttpRequest request) throws InterruptedException {
    try {
      HttpResponse<InputStream> answer =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      answer.body().close();
      return answer.statusCode() < 300;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    inOrder.shutdownNow();
    client.shutdownNow();
  }
}
