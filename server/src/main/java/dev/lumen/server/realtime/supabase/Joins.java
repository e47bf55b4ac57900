package dev.lumen.server.realtime.supabase;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lumen.server.realtime.Viewer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lets clients into channels: who they are, whether they may, what they asked for. */
final class Joins {
  private final SupabaseFace face;
  private final Session session;
  private final Beginnings beginnings;

  Joins(SupabaseFace face, Session session) {
    this.face = face;
    this.session = session;
    this.beginnings = new Beginnings(face, session);
  }

  /** A join that is refused. The message is for the client. */
  static final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean mayHeal;

    /**
     * With the reason.
     *
     * @param mayHeal whether the same join can succeed in a moment, with another token or when the
     *     server is well again
     */
    RefusedException(String message, boolean mayHeal) {
      super(message);
      this.mayHeal = mayHeal;
    }

    boolean mayHeal() {
      return mayHeal;
    }
  }

  /**
   * A channel about to be entered, with what it asked for.
   *
   * @param notice what its client is told of where its changes begin, null for nothing
   */
  record Joined(Channel channel, List<Binding> bindings, @Nullable String notice) {}

  /**
   * Decides on a join.
   *
   * @throws RefusedException when it is not allowed, or not possible at the moment
   * @throws FilterException when the changes it asks for cannot be had
   */
  Joined join(ClientFrame.Push push) {
    JoinRequest request = JoinRequest.of(push.payload());
    Viewer viewer = signIn(request.token());
    if (viewer == null) {
      String token = saysNothing(request.token()) ? null : request.token();
      throw new RefusedException(TokenFault.describe(token, face.clock().instant()), true);
    }
    if (!face.topics().mayEnter(viewer, push.topic(), request.isPrivate())) {
      throw new RefusedException(Topics.refusal(push.topic()), false);
    }
    if (request.presenceKey().equals("ids")) {
      throw new RefusedException("The presence key \"ids\" breaks clients; choose another", false);
    }
    List<Binding> bindings = bindings(request);
    if (!bindings.isEmpty() && !face.fanout().isLive()) {
      throw new RefusedException(
          "The server cannot read changes from its database at the moment; join again", true);
    }
    Beginnings.Begin begin = beginnings.of(request, viewer, push.topic());
    Channel.SignedIn who = new Channel.SignedIn(viewer, request.token());
    Channel channel = channel(push, request, who, bindings, begin.at());
    return new Joined(channel, bindings, begin.notice());
  }

  /** Whose token it is; the address' key stands for one that did not come. */
  @Nullable Viewer signIn(@Nullable String token) {
    String key = session.address().apiKey();
    Optional<Viewer> known = token == null ? Optional.empty() : face.access().signIn(token);
    if (known.isEmpty() && (token == null || token.equals(key))) {
      // A key that is no user's token says as much as no token at all.
      known = key == null || token != null ? Optional.empty() : face.access().signIn(key);
      if (known.isEmpty()) {
        known = face.access().signIn(null);
      }
    }
    return known.orElse(null);
  }

  /** Whether a token counts as none: clients send their key where they have no session (yet). */
  boolean saysNothing(@Nullable String token) {
    return token == null
        || (token.equals(session.address().apiKey()) && face.access().signIn(token).isEmpty());
  }

  private List<Binding> bindings(JoinRequest request) {
    List<Binding> bindings = new ArrayList<>();
    List<JsonNode> asked = request.changes();
    if (asked != null) {
      for (JsonNode entry : asked) {
        bindings.add(Binding.of(bindings.size() + 1, entry, face.fanout().tables()));
      }
    }
    return bindings;
  }

  private Channel channel(
      ClientFrame.Push push,
      JoinRequest request,
      Channel.SignedIn who,
      List<Binding> bindings,
      Position begin) {
    Channel.Name name = new Channel.Name(session.vsn(), push.topic(), push.joinRef());
    ChannelChanges changes = bindings.isEmpty() ? null : changes(name, begin);
    String key =
        request.presenceKey().isEmpty() ? UUID.randomUUID().toString() : request.presenceKey();
    return new Channel(
        name, request, who, session.outbox(), new Channel.Changes(key, changes, begin));
  }

  private ChannelChanges changes(Channel.Name name, Position begin) {
    return new ChannelChanges(
        session.outbox(),
        face.fanout(),
        begin,
        complete ->
            session
                .outbox()
                .add(
                    Channel.systemFrame(
                        name.vsn(),
                        name.topic(),
                        name.joinRef(),
                        "postgres_changes",
                        complete,
                        complete
                            ? "Resumed from the tables: rows deleted meanwhile are not told"
                            : "Resumed from the tables, where too much has changed to tell it all: read them anew")));
  }

  /** Tells the client that it is in; from then on it hears everything. */
  void enter(ClientFrame.Push push, Joined joined) {
    Channel channel = joined.channel();
    JoinRequest request = channel.request();
    ChannelChanges changes = channel.changes();
    if (changes != null) {
      session.outbox().follow(changes);
      face.fanout().join(changes, session.vsn(), push.topic(), channel.viewer(), joined.bindings());
    }
    session
        .replies()
        .reply(
            push,
            true,
            json -> {
              json.writeStartObject();
              if (request.changes() != null) {
                json.writeArrayFieldStart("postgres_changes");
                for (Binding binding : joined.bindings()) {
                  ObjectNode echo = ((ObjectNode) binding.echo()).deepCopy();
                  json.writeTree(echo.put("id", binding.id()));
                }
                json.writeEndArray();
              }
              json.writeEndObject();
            });
    Room room = face.rooms().enter(push.topic(), request.isPrivate(), channel);
    if (request.wantsPresence()) {
      channel.tell("presence_state", room.state());
    }
    if (changes != null) {
      channel.system("postgres_changes", true, "Subscribed to PostgreSQL");
      if (joined.notice() != null) {
        channel.system("postgres_changes", true, joined.notice());
      }
      changes.release();
    }
  }
}
