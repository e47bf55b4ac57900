package dev.lumen.bench.realtime;

import dev.lumen.bench.Crowd;
import dev.lumen.bench.Figures;
import dev.lumen.bench.Results;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * One conversation with 1,000 and with 5,000 sockets: from the commit until the last has the frame,
 * beside a bare loop that writes the same bytes to as many sockets, before and after in the same
 * run.
 */
final class FanScenario implements Scenario {
  private static final String PART = "fan";
  private static final List<Integer> SIZES = List.of(1_000, 5_000);
  private static final int ROUNDS = 60;
  private static final int WARM_UP = 20;

  @Override
  public void run(Results results) throws IOException, InterruptedException {
    String payload = "{\"text\":\"" + "x".repeat(400) + "\"}";
    for (int sockets : SIZES) {
      // One after the other, since both at once would need more descriptors than a process has.
      Figures before = bare(sockets, payload);
      Figures ours = ours(sockets, payload);
      Figures after = bare(sockets, payload);
      double ratio = 2 * ours.percentile(0.5) / (before.percentile(0.5) + after.percentile(0.5));
      String floor = "bare loop of writes to %,d, ".formatted(sockets);
      results.add(PART, floor + "before", before, "");
      results.add(
          PART,
          "commit until the last of %,d has it".formatted(sockets),
          ours,
          String.format(Locale.ROOT, "%.2f x the loop", ratio));
      results.add(PART, floor + "after", after, "");
    }
  }

  private static Figures ours(int sockets, String payload) throws InterruptedException {
    Semaphore told = new Semaphore(0);
    Figures figures = new Figures();
    try (Place place = new Place();
        Crowd crowd = new Crowd((client, frame) -> told.release())) {
      UUID conversation = place.conversation();
      for (int i = 0; i < sockets; i++) {
        crowd.open(place.socket("/ws/conversations/" + conversation));
      }
      take(told, sockets); // the hellos
      for (int round = 0; round < ROUNDS; round++) {
        told.drainPermits(); // news to everybody in between
        long committed = place.event(conversation, payload);
        take(told, sockets);
        if (round >= WARM_UP) {
          figures.since(committed);
        }
      }
    }
    return figures;
  }

  private static Figures bare(int sockets, String payload)
      throws IOException, InterruptedException {
    Semaphore told = new Semaphore(0);
    Figures figures = new Figures();
    try (BareServer loop = new BareServer();
        Crowd crowd = new Crowd((client, frame) -> told.release())) {
      for (int i = 0; i < sockets; i++) {
        crowd.open(loop.address());
      }
      for (int round = 0; round < ROUNDS; round++) {
        long begun = System.nanoTime();
        loop.tell(payload);
        take(told, sockets);
        if (round >= WARM_UP) {
          figures.since(begun);
        }
      }
    }
    return figures;
  }

  private static void take(Semaphore told, int count) throws InterruptedException {
    if (!told.tryAcquire(count, 60, TimeUnit.SECONDS)) {
      throw new IllegalStateException("Only " + told.availablePermits() + " of " + count + " came");
    }
  }

  /** Accepts sockets, says the handshake, and writes to one after the other. */
  private static final class BareServer implements AutoCloseable {
    private final ServerSocket server;
    private final List<OutputStream> sockets = new ArrayList<>();

    BareServer() throws IOException {
      server = new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress());
      Thread.ofPlatform().daemon().start(this::accept);
    }

    URI address() {
      return URI.create("ws://127.0.0.1:" + server.getLocalPort() + "/");
    }

    private void accept() {
      try {
        while (true) {
          Socket socket = server.accept();
          socket.setTcpNoDelay(true);
          OutputStream out = socket.getOutputStream();
          out.write(
              "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
          synchronized (sockets) {
            sockets.add(out);
          }
        }
      } catch (IOException closed) {
        // The benchmark is over.
      }
    }

    void tell(String payload) {
      byte[] text = payload.getBytes(StandardCharsets.UTF_8);
      byte[] frame = new byte[text.length + 4];
      frame[0] = (byte) 0x81;
      frame[1] = 126;
      frame[2] = (byte) (text.length >> 8);
      frame[3] = (byte) text.length;
      System.arraycopy(text, 0, frame, 4, text.length);
      synchronized (sockets) {
        for (OutputStream out : sockets) {
          try {
            out.write(frame);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        }
      }
    }

    @Override
    public void close() throws IOException {
      server.close();
      synchronized (sockets) {
        for (OutputStream out : sockets) {
          out.close();
        }
      }
    }
  }
}
