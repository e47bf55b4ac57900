package dev.lumen.server.realtime;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;

/** Server-sent events on the answer to a request. */
final class StreamWire implements Wire {
  private static final byte[] PING = ": ping\n\n".getBytes(StandardCharsets.UTF_8);

  private final OutputStream out;
  private final Thread request;
  private final InstantSource clock;
  private volatile Runnable alive = () -> {};

  /** To be made on the thread that answers the request. */
  StreamWire(OutputStream out, InstantSource clock) {
    this.out = out;
    this.request = Thread.currentThread();
    this.clock = clock;
  }

  /** What to do when the other side has taken a ping: it has no way to answer one. */
  void whenAlive(Runnable action) {
    alive = action;
  }

  @Override
  public void write(byte[] frame) {
    try {
      out.write(frame);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void ping() {
    write(PING);
    alive.run();
  }

  @Override
  public void close(CloseReason reason) {
    byte[] json =
        EventJson.answer(
            "close",
            null,
            clock.instant(),
            null,
            it -> {
              it.writeStartObject();
              it.writeNumberField("code", reason.code());
              it.writeStringField("name", reason.name());
              it.writeBooleanField("reconnect", reason.reconnect() != CloseReason.Reconnect.NO);
              it.writeStringField("message", reason.meaning());
              it.writeEndObject();
            });
    write(SseFace.sent("close", 0, json));
  }

  /** What it writes tells; there is nothing to read from. */
  @Override
  public boolean isBroken() {
    return false;
  }

  @Override
  public void abort() {
    request.interrupt();
  }
}
