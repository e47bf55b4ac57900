package dev.lumen.server.api;

import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerRequest;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Refuses requests at once while so many are in hand that more would only wait: each keeps a
 * connection, a thread and its body, and when those fill the memory nobody is served any more.
 *
 * <p>Requests that wait on purpose for what happens later say so ({@link #staysOpen}) and give
 * their place back; they are bounded as connections, like sockets. Whoever watches over the server
 * is always let in.
 */
public final class LoadShedder implements Filter {
  private static final Set<String> ALWAYS = Set.of("/health", "/metrics");
  private static final Duration COME_BACK = Duration.ofSeconds(1);

  /** A waiting request takes up to 45 kB of the heap; all together get less than a fifth of it. */
  private static final long HEAP_EACH = 256 << 10;

  private final int most;
  private final AtomicInteger inHand = new AtomicInteger();
  private final LongAdder refused = new LongAdder();

  /** Lets so many requests in at a time. */
  public LoadShedder(int most) {
    this.most = most;
  }

  /** As many requests as a heap of so many bytes bears; 1,536 for 384 MB. */
  public static LoadShedder forHeap(long bytes) {
    return new LoadShedder(Math.clamp(bytes / HEAP_EACH, 200, 20_000));
  }

  /** Tells that this request waits for what happens later: it holds up nobody from here on. */
  public static void staysOpen(ServerRequest request) {
    request.context().get(Place.class).ifPresent(Place::giveBack);
  }

  /** Whether this request has told that it stays open. */
  public static boolean isOpen(ServerRequest request) {
    return request.context().get(Place.class).map(Place::isGivenBack).orElse(false);
  }

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    if (ALWAYS.contains(request.prologue().uriPath().path())) {
      chain.proceed();
      return;
    }
    if (inHand.incrementAndGet() > most) {
      inHand.decrementAndGet();
      refused.increment();
      throw tooMany();
    }
    Place place = new Place(inHand);
    request.context().register(place);
    try {
      chain.proceed();
    } finally {
      place.giveBack();
    }
  }

  private ApiException tooMany() {
    return new ApiException(
            ErrorCode.QUEUE_FULL,
            "This server has %d requests in hand and takes no more for the moment. Nothing was done."
                .formatted(most))
        .withSuggestedAction("Send it again after the time given.")
        .withRetryAfter(COME_BACK);
  }

  /** Requests in hand now. */
  public int inHand() {
    return inHand.get();
  }

  /** How many are let in at a time. */
  public int most() {
    return most;
  }

  /** Requests refused since the start. */
  public long refused() {
    return refused.sum();
  }

  private record Place(AtomicInteger inHand, AtomicBoolean given) {
    Place(AtomicInteger inHand) {
      this(inHand, new AtomicBoolean());
    }

    void giveBack() {
      if (given.compareAndSet(false, true)) {
        inHand.decrementAndGet();
      }
    }

    boolean isGivenBack() {
      return given.get();
    }
  }
}
