package dev.lumen.server.realtime;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A client that keeps every frame it gets. */
public final class SocketClient implements WebSocket.Listener {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SECONDS = 30;

  private final BlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final BlockingQueue<String> controls = new LinkedBlockingQueue<>();
  private final StringBuilder partial = new StringBuilder();
  private final boolean reads;
  private @Nullable WebSocket socket;

  private SocketClient(boolean reads) {
    this.reads = reads;
  }

  /** Connects without a token. */
  public static SocketClient connect(URI address) {
    return connect(address, builder -> builder);
  }

  static SocketClient connect(URI address, UnaryOperator<WebSocket.Builder> with) {
    return open(new SocketClient(true), address, with);
  }

  /** Connects and then reads nothing until {@link #startReading}. */
  public static SocketClient stalled(URI address) {
    return open(new SocketClient(false), address, builder -> builder);
  }

  private static SocketClient open(
      SocketClient client, URI address, UnaryOperator<WebSocket.Builder> with) {
    client.socket = with.apply(HTTP.newWebSocketBuilder()).buildAsync(address, client).join();
    return client;
  }

  @Override
  public void onOpen(WebSocket webSocket) {
    if (reads) {
      webSocket.request(Long.MAX_VALUE);
    }
  }

  public void startReading() {
    socket().request(Long.MAX_VALUE);
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
    partial.append(data);
    if (last) {
      frames.add(parse(partial.toString()));
      partial.setLength(0);
    }
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onPing(WebSocket webSocket, ByteBuffer message) {
    controls.add("ping");
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onPong(WebSocket webSocket, ByteBuffer message) {
    controls.add("pong");
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
    closed.complete(code);
    return null;
  }

  @Override
  public void onError(WebSocket webSocket, Throwable error) {
    closed.completeExceptionally(error);
  }

  public SocketClient send(String text) {
    socket().sendText(text, true).join();
    return this;
  }

  void sendPart(String text) {
    socket().sendText(text, false).join();
  }

  void sendBinary(byte[] bytes) {
    socket().sendBinary(ByteBuffer.wrap(bytes), true).join();
  }

  void ping() {
    socket().sendPing(ByteBuffer.allocate(0)).join();
  }

  String subprotocol() {
    return socket().getSubprotocol();
  }

  /** The next frame, whatever it is. */
  public JsonNode next() {
    return next(System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS));
  }

  private JsonNode next(long deadline) {
    try {
      JsonNode frame = frames.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (frame == null) {
        throw new AssertionError("No frame came within " + SECONDS + " s");
      }
      return frame;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The next frame, which has to be of that type. */
  public JsonNode next(String type) {
    JsonNode frame = next();
    if (!frame.path("type").asText().equals(type)) {
      throw new AssertionError("Expected " + type + ", not " + frame);
    }
    return frame;
  }

  /** The first frame of that type from here on; frames of other types before it are let go. */
  public JsonNode await(String type) {
    return await(frame -> frame.path("type").asText().equals(type));
  }

  /** The first frame like that from here on, which has to come although others come meanwhile. */
  public JsonNode await(Predicate<JsonNode> wanted) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    JsonNode frame = next(deadline);
    while (!wanted.test(frame)) {
      frame = next(deadline);
    }
    return frame;
  }

  /** The numbers of the next durable events. */
  List<Long> nextSeqs(int count) {
    List<Long> seqs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      seqs.add(next("test:event").path("seq").asLong());
    }
    return seqs;
  }

  String nextControl() throws InterruptedException {
    String control = controls.poll(SECONDS, TimeUnit.SECONDS);
    return control == null ? "nothing" : control;
  }

  boolean hasUnread() {
    return !frames.isEmpty();
  }

  /** The code the server closed with. */
  public int closeCode() {
    try {
      return closed.get(SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError("The server did not close the socket as it should", e);
    }
  }

  boolean isClosed() {
    return closed.isDone();
  }

  public void close() {
    socket().sendClose(WebSocket.NORMAL_CLOSURE, "").join();
  }

  /** Vanishes without a goodbye. */
  public void abort() {
    socket().abort();
  }

  private WebSocket socket() {
    WebSocket open = socket;
    if (open == null) {
      throw new IllegalStateException("Not connected");
    }
    return open;
  }

  private static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError("The server sent a frame that is not JSON", e);
    }
  }
}
