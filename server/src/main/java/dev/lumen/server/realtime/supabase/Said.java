package dev.lumen.server.realtime.supabase;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What is broadcast, encoded once for all who hear it in the same way. */
public final class Said {
  /** The largest content of a broadcast. */
  static final int MAX_BYTES = 256 << 10;

  private final String event;
  private final boolean json;
  private final byte[] content;
  private final Map<Vsn, byte[]> frames = new ConcurrentHashMap<>();

  /**
   * An event and its content.
   *
   * @param json whether the content is JSON in UTF-8; else any bytes
   */
  public Said(String event, boolean json, byte[] content) {
    this.event = event;
    this.json = json;
    this.content = content;
  }

  int size() {
    return content.length;
  }

  /** The frame; null for bytes in a version that has no frame for them. */
  byte @Nullable [] frame(Vsn vsn, String topic) {
    if (!json && vsn == Vsn.V1) {
      return null;
    }
    return frames.computeIfAbsent(vsn, it -> encode(it, topic));
  }

  private byte[] encode(Vsn vsn, String topic) {
    return json
        ? Frames.message(
            vsn,
            null,
            null,
            topic,
            "broadcast",
            out -> {
              out.writeStartObject();
              out.writeStringField("type", "broadcast");
              out.writeStringField("event", event);
              out.writeFieldName("payload");
              out.writeRawValue(new String(content, StandardCharsets.UTF_8));
              out.writeEndObject();
            })
        : Frames.bytes(topic, event, content);
  }
}
