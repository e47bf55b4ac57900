package dev.lumen.server.realtime.supabase;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The channels of one topic: who is in it, and who says they are present. */
final class Room {
  /** The longest JSON a client may be present with. */
  static final int MAX_PRESENCE = 16 << 10;

  private static final AtomicLong REFS = new AtomicLong();

  private final Set<Channel> members = ConcurrentHashMap.newKeySet();
  private final Map<Channel, Presence> present = new LinkedHashMap<>();

  private record Presence(String key, ObjectNode meta) {}

  void enter(Channel channel) {
    members.add(channel);
  }

  /** Takes a channel out; the others are told if it was present. */
  void leave(Channel channel) {
    members.remove(channel);
    untrack(channel);
  }

  boolean isEmpty() {
    return members.isEmpty();
  }

  /**
   * Gives something said to everybody in the room.
   *
   * @param except who does not get it, null for nobody
   */
  void say(Said said, @Nullable Channel except) {
    for (Channel member : members) {
      if (!member.equals(except)) {
        byte[] frame = said.frame(member.vsn(), member.topic());
        if (frame != null) {
          member.hear(frame);
        }
      }
    }
  }

  // --- presence ---

  synchronized void track(Channel channel, String key, JsonNode payload) {
    ObjectNode meta =
        payload.isObject() ? ((ObjectNode) payload).deepCopy() : Json.MAPPER.createObjectNode();
    meta.put("phx_ref", "L" + Long.toString(REFS.incrementAndGet(), 36));
    Presence before = present.put(channel, new Presence(key, meta));
    ObjectNode leaves = Json.MAPPER.createObjectNode();
    if (before != null) {
      addMeta(leaves, before);
    }
    ObjectNode joins = Json.MAPPER.createObjectNode();
    addMeta(joins, new Presence(key, meta));
    tellDifference(joins, leaves);
  }

  synchronized void untrack(Channel channel) {
    Presence gone = present.remove(channel);
    if (gone != null) {
      ObjectNode leaves = Json.MAPPER.createObjectNode();
      addMeta(leaves, gone);
      tellDifference(Json.MAPPER.createObjectNode(), leaves);
    }
  }

  private void tellDifference(ObjectNode joins, ObjectNode leaves) {
    ObjectNode difference = Json.MAPPER.createObjectNode();
    difference.set("joins", joins);
    difference.set("leaves", leaves);
    for (Channel member : members) {
      if (member.wantsPresence()) {
        member.tell("presence_diff", difference);
      }
    }
  }

  /** Everybody who is present, by key, as {@code presence_state} has it. */
  synchronized ObjectNode state() {
    ObjectNode state = Json.MAPPER.createObjectNode();
    present.values().forEach(it -> addMeta(state, it));
    return state;
  }

  private static void addMeta(ObjectNode all, Presence presence) {
    all.withObjectProperty(presence.key()).withArrayProperty("metas").add(presence.meta());
  }
}
