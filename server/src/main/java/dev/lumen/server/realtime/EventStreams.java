package dev.lumen.server.realtime;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The events of one conversation over plain HTTP: as a stream of server-sent events, or page by
 * page with waiting. {@code docs/protocol/sse.md} describes both.
 *
 * @param epoch the history that event numbers belong to, see {@link Epoch}
 * @param heartbeat what clients are told to expect: the hub's interval
 */
public record EventStreams(RealtimeHub hub, String epoch, Duration heartbeat, InstantSource clock) {
  private static final String RETRY = "retry: 1000\n\n";

  /** A stream about to begin. */
  public record Opening(UUID conversation, Start start) {}

  /** Finds where a stream begins; empty when there is no such conversation. */
  public Optional<Opening> open(UUID conversation, Resume resume) {
    return hub.start(conversation, resume, epoch).map(start -> new Opening(conversation, start));
  }

  /**
   * Writes events until the client is gone, the conversation is, the token ends, whoever has it is
   * let in no more, or the server stops.
   *
   * @param expiresAt when the token ends, null when it does not
   * @param welcome whether the client is still let in; asked now and then, on another thread
   */
  public void run(
      Opening opening, OutputStream out, @Nullable Instant expiresAt, BooleanSupplier welcome) {
    StreamWire wire = new StreamWire(out, clock);
    Subscriber subscriber = hub.open(SseFace.INSTANCE, wire);
    subscriber.whenRightsAreDue(
        () -> {
          if (!welcome.getAsBoolean()) {
            subscriber.close(CloseReason.UNAUTHORISED);
          }
        });
    wire.whenAlive(subscriber::heard);
    if (expiresAt != null) {
      subscriber.closeAt(expiresAt, CloseReason.TOKEN_EXPIRED);
    }
    subscriber.reply(hello(opening));
    subscriber.admit();
    if (!hub.follow(subscriber, opening.conversation(), opening.start().after())) {
      subscriber.close(CloseReason.NOT_FOUND);
    }
    try {
      subscriber.awaitEnd();
      out.close();
    } catch (InterruptedException | IOException gone) {
      subscriber.disconnected();
      throw new UncheckedIOException(new IOException("The client is gone", gone));
    }
  }

  private byte[] hello(Opening opening) {
    Instant now = clock.instant();
    byte[] json =
        EventJson.answer(
            "hello",
            opening.conversation(),
            now,
            null,
            it -> {
              it.writeStartObject();
              EventJson.writeStart(it, opening.conversation(), epoch, opening.start());
              it.writeNumberField("heartbeat_seconds", heartbeat.toSeconds());
              it.writeStringField("server_time", now.toString());
              it.writeEndObject();
            });
    byte[] retry = RETRY.getBytes(StandardCharsets.UTF_8);
    byte[] sent = SseFace.sent("hello", 0, json);
    byte[] both = java.util.Arrays.copyOf(retry, retry.length + sent.length);
    System.arraycopy(sent, 0, both, retry.length, sent.length);
    return both;
  }

  /**
   * One page of events as JSON; empty when there is no such conversation.
   *
   * @param wait how long to wait for an event when there is none yet; whoever does not wait gets
   *     all that is committed, its own turn of a moment ago as well
   */
  public Optional<byte[]> page(UUID conversation, Resume resume, int limit, Duration wait) {
    Start start =
        (wait.isZero()
                ? hub.startOfPage(conversation, resume, epoch)
                : hub.start(conversation, resume, epoch))
            .orElse(null);
    if (start == null) {
      return Optional.empty();
    }
    List<ConversationEvent> events = hub.read(conversation, start.after(), limit, wait);
    return Optional.of(
        EventJson.bytes(
            json -> {
              json.writeStartObject();
              long last = events.isEmpty() ? start.lastSeq() : events.getLast().seq();
              EventJson.writeStart(
                  json,
                  conversation,
                  epoch,
                  new Start(
                      start.after(),
                      Math.max(start.lastSeq(), last),
                      start.oldestSeq(),
                      start.reset()));
              json.writeArrayFieldStart("events");
              long before = start.after();
              for (ConversationEvent event : events) {
                if (event.seq() > before + 1) {
                  write(
                      json,
                      EventJson.gap(conversation, before + 1, event.seq() - 1, clock.instant()));
                }
                write(json, EventJson.of(event));
                before = event.seq();
              }
              json.writeEndArray();
              json.writeEndObject();
            }));
  }

  private static void write(com.fasterxml.jackson.core.JsonGenerator json, byte[] event)
      throws IOException {
    json.writeRawValue(new String(event, StandardCharsets.UTF_8));
  }
}
