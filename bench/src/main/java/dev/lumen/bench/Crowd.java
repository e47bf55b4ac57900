package dev.lumen.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Many WebSocket clients on one thread: it reads frames, and hardly costs anything itself. */
public final class Crowd implements AutoCloseable {
  private static final int TEXT = 1;
  private static final int CLOSE = 8;
  private static final int PING = 9;

  /** Is told of each text frame; the buffer is valid during the call alone. */
  public interface Listener {
    void heard(Client client, ByteBuffer frame);
  }

  /** One socket. */
  public static final class Client {
    private final SocketChannel channel;
    private final int number;
    private ByteBuffer rest = ByteBuffer.allocate(0);

    Client(SocketChannel channel, int number) {
      this.channel = channel;
      this.number = number;
    }

    /** Which of the crowd it is, from 0. */
    public int number() {
      return number;
    }

    /** Sends a text. */
    public void send(String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      int header = bytes.length < 126 ? 6 : 8;
      ByteBuffer frame = ByteBuffer.allocate(header + bytes.length).put((byte) (0x80 | TEXT));
      if (header == 6) {
        frame.put((byte) (0x80 | bytes.length));
      } else {
        frame.put((byte) (0x80 | 126)).putShort((short) bytes.length);
      }
      // A mask of zeros leaves the bytes as they are.
      frame.putInt(0).put(bytes).flip();
      write(frame);
    }

    private void write(ByteBuffer frame) {
      try {
        while (frame.hasRemaining()) {
          channel.write(frame);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private final Listener listener;
  private final Selector selector;
  private final Thread thread;
  private final List<Client> clients = new ArrayList<>();
  private final Queue<Client> arriving = new ConcurrentLinkedQueue<>();
  private final AtomicInteger lost = new AtomicInteger();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 18);
  private volatile boolean closed;

  /** An empty crowd. */
  public Crowd(Listener listener) {
    this.listener = listener;
    try {
      selector = Selector.open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    thread = Thread.ofPlatform().name("crowd").daemon().start(this::run);
  }

  /** Opens one more socket. */
  public Client open(URI address) {
    try {
      SocketChannel channel =
          SocketChannel.open(new InetSocketAddress(address.getHost(), address.getPort()));
      String path =
          address.getRawPath() + (address.getRawQuery() == null ? "" : "?" + address.getRawQuery());
      String request =
          "GET "
              + path
              + " HTTP/1.1\r\nHost: "
              + address.getHost()
              + ":"
              + address.getPort()
              + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13"
              + "\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
      channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
      Client client = new Client(channel, clients.size());
      client.rest = afterHeaders(channel);
      channel.configureBlocking(false);
      clients.add(client);
      arriving.add(client);
      selector.wakeup();
      return client;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ByteBuffer afterHeaders(SocketChannel channel) throws IOException {
    ByteBuffer in = ByteBuffer.allocate(4_096);
    while (true) {
      if (channel.read(in) < 0) {
        throw new IOException("The server closed during the handshake");
      }
      String text = new String(in.array(), 0, in.position(), StandardCharsets.ISO_8859_1);
      int end = text.indexOf("\r\n\r\n");
      if (end >= 0) {
        if (!text.startsWith("HTTP/1.1 101")) {
          throw new IOException("No WebSocket: " + text.lines().findFirst().orElse(""));
        }
        return ByteBuffer.wrap(in.array(), end + 4, in.position() - end - 4).slice();
      }
    }
  }

  List<Client> clients() {
    return clients;
  }

  /** Sockets that the server has closed. */
  public int lost() {
    return lost.get();
  }

  private void run() {
    try {
      while (!closed) {
        selector.select(100);
        for (Client client = arriving.poll(); client != null; client = arriving.poll()) {
          client.channel.register(selector, SelectionKey.OP_READ, client);
          take(client, ByteBuffer.allocate(0));
        }
        for (SelectionKey key : selector.selectedKeys()) {
          if (key.attachment() instanceof Client client) {
            read(key, client);
          }
        }
        selector.selectedKeys().clear();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read(SelectionKey key, Client client) {
    buffer.clear();
    int count;
    try {
      count = client.channel.read(buffer);
    } catch (IOException e) {
      count = -1;
    }
    if (count < 0) {
      key.cancel();
      lost.incrementAndGet();
    } else {
      take(client, buffer.flip());
    }
  }

  private void take(Client client, ByteBuffer fresh) {
    ByteBuffer all = fresh;
    if (client.rest.hasRemaining()) {
      all = ByteBuffer.allocate(client.rest.remaining() + fresh.remaining());
      all.put(client.rest).put(fresh).flip();
    }
    for (ByteBuffer frame = next(client, all); frame != null; frame = next(client, all)) {
      listener.heard(client, frame);
    }
    client.rest = ByteBuffer.allocate(all.remaining()).put(all).flip();
  }

  /** The next text frame; null when there is no whole one. */
  private static @Nullable ByteBuffer next(Client client, ByteBuffer in) {
    while (in.remaining() >= 2) {
      int start = in.position();
      int opcode = in.get() & 0x0F;
      int length = in.get() & 0x7F;
      if (length == 126 && in.remaining() >= 2) {
        length = in.getShort() & 0xFFFF;
      } else if (length == 127 && in.remaining() >= 8) {
        length = (int) in.getLong();
      } else if (length >= 126) {
        length = Integer.MAX_VALUE;
      }
      if (in.remaining() < length) {
        in.position(start);
        return null;
      }
      ByteBuffer payload = in.slice(in.position(), length);
      in.position(in.position() + length);
      if (opcode == TEXT) {
        return payload;
      } else if (opcode == PING) {
        client.write(ByteBuffer.wrap(new byte[] {(byte) 0x8A, (byte) 0x80, 0, 0, 0, 0}));
      } else if (opcode == CLOSE) {
        client.write(ByteBuffer.wrap(new byte[] {(byte) 0x88, (byte) 0x80, 0, 0, 0, 0}));
      }
    }
    return null;
  }

  @Override
  public void close() {
    closed = true;
    selector.wakeup();
    try {
      thread.join();
      for (Client client : clients) {
        client.channel.close();
      }
      selector.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
