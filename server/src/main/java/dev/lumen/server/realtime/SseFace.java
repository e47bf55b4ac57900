package dev.lumen.server.realtime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes server-sent events (HTML standard, section 9.2): the name is the type, the data is the
 * frame of the native WebSocket, the id is the number of a durable event.
 */
final class SseFace implements Face {
  static final SseFace INSTANCE = new SseFace();

  private SseFace() {}

  @Override
  public byte[] event(ConversationEvent event) {
    return sent(event.type(), event.seq(), EventJson.of(event));
  }

  @Override
  public byte[] news(News news) {
    return sent(news.type(), 0, EventJson.of(news));
  }

  /**
   * One event.
   *
   * @param id 0 for none: the client keeps the one before
   * @param json without line breaks, as this server writes it
   */
  static byte[] sent(String name, long id, byte[] json) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(json.length + 64);
    String head = "event: " + name + "\n" + (id > 0 ? "id: " + id + "\n" : "") + "data: ";
    out.writeBytes(head.getBytes(StandardCharsets.UTF_8));
    out.writeBytes(json);
    out.write('\n');
    out.write('\n');
    return out.toByteArray();
  }
}
