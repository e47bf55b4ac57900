package dev.lumen.server.realtime.supabase;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lumen.server.realtime.Viewer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A topic that one connection has joined. */
final class Channel {
  private final Vsn vsn;
  private final String topic;
  private final @Nullable String joinRef;
  private final JoinRequest request;
  private final Outbox outbox;
  private final String presenceKey;
  private final @Nullable ChannelChanges changes;
  private volatile Viewer viewer;
  private volatile @Nullable String token;

  // Where the client would go on: at first where it began, then what its heartbeats acknowledge.
  private volatile Position resume;
  private volatile @Nullable Position mark;

  /**
   * What names a channel on its connection.
   *
   * @param joinRef the mark of the join, which what the server says of the channel has to carry
   */
  record Name(Vsn vsn, String topic, @Nullable String joinRef) {}

  /**
   * What it is told.
   *
   * @param presenceKey its name among those who are present
   * @param way how changes come to it, null when it asked for none
   * @param begin where they begin
   */
  record Changes(String presenceKey, @Nullable ChannelChanges way, Position begin) {}

  /** As whom it was joined. */
  record SignedIn(Viewer viewer, @Nullable String token) {
    @Override
    public String toString() {
      return "SignedIn[" + viewer + "]";
    }
  }

  Channel(Name name, JoinRequest request, SignedIn who, Outbox outbox, Changes changes) {
    this.vsn = name.vsn();
    this.topic = name.topic();
    this.joinRef = name.joinRef();
    this.request = request;
    this.outbox = outbox;
    this.presenceKey = changes.presenceKey();
    this.changes = changes.way();
    this.viewer = who.viewer();
    this.token = who.token();
    this.resume = changes.begin();
  }

  Vsn vsn() {
    return vsn;
  }

  String topic() {
    return topic;
  }

  @Nullable String joinRef() {
    return joinRef;
  }

  /**
   * Whether a message is about this channel, and not about one of the same topic before it.
   *
   * @param ref the join it names, null where the client names none
   */
  boolean isNamed(@Nullable String ref) {
    return ref == null || joinRef == null || ref.equals(joinRef);
  }

  JoinRequest request() {
    return request;
  }

  String presenceKey() {
    return presenceKey;
  }

  boolean wantsPresence() {
    return request.wantsPresence();
  }

  @Nullable ChannelChanges changes() {
    return changes;
  }

  Viewer viewer() {
    return viewer;
  }

  @Nullable String token() {
    return token;
  }

  @Nullable Instant expiresAt() {
    return viewer.expiresAt();
  }

  void signedIn(SignedIn who) {
    viewer = who.viewer();
    token = who.token();
  }

  // --- what has arrived ---

  Position resume() {
    return resume;
  }

  /** A heartbeat came: the client has read everything before the last reply to one. */
  void acknowledge() {
    Position seen = mark;
    if (seen != null) {
      resume = seen;
    }
  }

  /**
   * A reply to a heartbeat is about to be queued.
   *
   * @param at every change up to here is queued before it, unless the channel is behind
   */
  void mark(Position at) {
    ChannelChanges mine = changes;
    mark = mine != null && mine.isBehind() ? mine.cursor() : at;
  }

  // --- telling it something ---

  /** A broadcast; lost when the client is behind. */
  void hear(byte[] frame) {
    outbox.offerEphemeral(frame);
  }

  /** Something small of the server's own; lost when the client is behind. */
  void tell(String event, JsonNode payload) {
    outbox.offerEphemeral(
        Frames.message(vsn, null, null, topic, event, json -> json.writeTree(payload)));
  }

  /** How the channel is: the clients' {@code system} messages. */
  void system(String extension, boolean ok, String message) {
    outbox.offerEphemeral(systemFrame(vsn, topic, joinRef, extension, ok, message));
  }

  static byte[] systemFrame(
      Vsn vsn,
      String topic,
      @Nullable String joinRef,
      String extension,
      boolean ok,
      String message) {
    return Frames.message(
        vsn,
        joinRef,
        null,
        topic,
        "system",
        json -> {
          json.writeStartObject();
          json.writeStringField("extension", extension);
          json.writeStringField("status", ok ? "ok" : "error");
          json.writeStringField("message", message);
          json.writeStringField("channel", Topics.shortName(topic));
          json.writeEndObject();
        });
  }
}
