package dev.lumen.server.realtime.supabase;

import dev.lumen.server.realtime.Viewer;
import dev.lumen.server.realtime.WebSocketFrames;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All channels that ask for the same changes in the same words for the same user: each change is
 * judged and written once for all of them.
 */
final class ChangeGroup {
  /**
   * What makes channels alike.
   *
   * @param user null where everything may be seen
   * @param bindings the entries of the join as they came
   */
  record Key(Vsn vsn, String topic, @Nullable UUID user, String bindings) {}

  private final Key key;
  private final List<Binding> bindings;
  private final RowJson json;
  private final Set<ChannelChanges> members = ConcurrentHashMap.newKeySet();

  ChangeGroup(Key key, List<Binding> bindings, RowJson json) {
    this.key = key;
    this.bindings = List.copyOf(bindings);
    this.json = json;
  }

  static Key key(Vsn vsn, String topic, Viewer viewer, List<Binding> bindings) {
    return new Key(
        vsn,
        topic,
        viewer.seesAll() ? null : viewer.id(),
        bindings.stream().map(it -> it.echo().toString()).collect(Collectors.joining(",")));
  }

  Key key() {
    return key;
  }

  List<Binding> bindings() {
    return bindings;
  }

  Set<ChannelChanges> members() {
    return members;
  }

  boolean seesAll() {
    return key.user() == null;
  }

  /**
   * The frame that tells of a change; null when the group did not ask for it or may not see it.
   *
   * @param owner whose the changed row is, null when nobody's
   */
  byte @Nullable [] frame(Change change, @Nullable UUID owner) {
    if (key.user() != null && !key.user().equals(owner)) {
      return null;
    }
    byte[] known = change.knownFrame(this);
    if (known != null) {
      return known;
    }
    Binding first = null;
    StringBuilder ids = new StringBuilder();
    for (Binding binding : bindings) {
      if (binding.matches(change)) {
        first = first == null ? binding : first;
        ids.append(ids.isEmpty() ? "" : ",").append(binding.id());
      }
    }
    if (first == null) {
      return null;
    }
    byte[] frame = frame(ids.toString(), change.data(json, first.select()));
    change.keepFrame(this, frame);
    return frame;
  }

  private byte[] frame(String ids, byte[] data) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(data.length + 256);
    byte[] topic = Json.bytes(it -> it.writeString(key.topic()));
    boolean array = key.vsn() == Vsn.V2;
    write(out, array ? "[null,null," : "{\"topic\":");
    out.writeBytes(topic);
    write(
        out,
        array
            ? ",\"postgres_changes\",{\"ids\":["
            : ",\"event\":\"postgres_changes\",\"payload\":{\"ids\":[");
    write(out, ids);
    write(out, "],\"data\":");
    out.writeBytes(data);
    write(out, array ? "}]" : "},\"ref\":null,\"join_ref\":null}");
    return WebSocketFrames.text(out.toByteArray());
  }

  private static void write(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }
}
