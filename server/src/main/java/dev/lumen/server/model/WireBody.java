package dev.lumen.server.model;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An answer's body that is read as it comes, for as long as the caller has patience. Closing it
 * before its end closes the connection, so that the model stops working too.
 */
final class WireBody extends InputStream implements BodySubscriber<WireBody> {
  private static final int MOST_BYTES = 8 << 20;
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private sealed interface Arrived {}

  private record Bytes(List<ByteBuffer> buffers) implements Arrived {}

  private record End(boolean broken) implements Arrived {}

  private final Attempt attempt;
  private final BlockingQueue<Arrived> arrived = new LinkedBlockingQueue<>();
  private List<ByteBuffer> buffers = List.of();
  private int next;
  private ByteBuffer current = NOTHING;
  private int taken;
  private boolean ended;
  private volatile boolean closed;
  private volatile @Nullable Subscription subscription;

  WireBody(Attempt attempt) {
    this.attempt = attempt;
  }

  // --- on the threads of the HTTP client ---

  @Override
  public CompletionStage<WireBody> getBody() {
    return CompletableFuture.completedStage(this);
  }

  @Override
  public void onSubscribe(Subscription given) {
    subscription = given;
    if (closed) {
      given.cancel();
    } else {
      given.request(1);
    }
  }

  @Override
  public void onNext(List<ByteBuffer> item) {
    arrived.add(new Bytes(item));
  }

  @Override
  public void onError(Throwable broken) {
    arrived.add(new End(true));
  }

  @Override
  public void onComplete() {
    arrived.add(new End(false));
  }

  // --- on the caller's ---

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    while (!current.hasRemaining()) {
      if (ended) {
        return -1;
      }
      advance();
    }
    int count = Math.min(length, current.remaining());
    current.get(into, offset, count);
    taken += count;
    if (taken > MOST_BYTES) {
      attempt.failed(ModelException.Kind.UNREADABLE, "answers without an end");
      throw new IOException("Too long");
    }
    return count;
  }

  private void advance() throws IOException {
    if (next < buffers.size()) {
      current = buffers.get(next++);
      return;
    }
    switch (await()) {
      case Bytes(List<ByteBuffer> more) -> {
        buffers = more;
        next = 0;
        Subscription source = subscription;
        if (source != null) {
          source.request(1);
        }
      }
      case End(boolean broken) -> {
        ended = true;
        if (broken) {
          attempt.failed(ModelException.Kind.UNREACHABLE, "broke off in its answer");
          throw new IOException("Broken");
        }
      }
    }
  }

  private Arrived await() throws IOException {
    try {
      Arrived come = arrived.poll(attempt.patience().nanosLeft(), TimeUnit.NANOSECONDS);
      if (come == null) {
        attempt.late();
        throw new IOException("Late");
      }
      return come;
    } catch (InterruptedException e) {
      attempt.interrupted();
      throw new IOException("Interrupted", e);
    }
  }

  @Override
  public void close() {
    closed = true;
    Subscription source = subscription;
    if (!ended && source != null) {
      source.cancel();
    }
  }
}
