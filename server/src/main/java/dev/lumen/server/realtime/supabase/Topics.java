package dev.lumen.server.realtime.supabase;

import dev.lumen.server.realtime.SocketAccess;
import dev.lumen.server.realtime.Viewer;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Who may enter which topic.
 *
 * <p>{@code conversation:<id>} is for those who may see the conversation, private or not. Any other
 * public topic is for everyone who is signed in. Any other private one is for the user whose id it
 * names, {@code user:<id>}, and for administrators.
 */
final class Topics {
  static final String PREFIX = "realtime:";
  private static final String CONVERSATION = "conversation:";
  private static final String USER = "user:";

  private final SocketAccess access;

  Topics(SocketAccess access) {
    this.access = access;
  }

  /** The topic without the prefix that clients put before it. */
  static String shortName(String topic) {
    return topic.regionMatches(true, 0, PREFIX, 0, PREFIX.length())
        ? topic.substring(PREFIX.length())
        : topic;
  }

  boolean mayEnter(Viewer viewer, String topic, boolean isPrivate) {
    String name = shortName(topic);
    if (name.startsWith(CONVERSATION)) {
      Optional<UUID> conversation = access.resolve(viewer, name.substring(CONVERSATION.length()));
      if (conversation.isPresent()) {
        return access.maySee(viewer, conversation.get());
      }
    }
    return !isPrivate
        || viewer.seesAll()
        || name.toLowerCase(Locale.ROOT).equals(USER + viewer.id());
  }

  static String refusal(String topic) {
    return "Unauthorized: You do not have permissions to read from this Channel topic: "
        + shortName(topic);
  }
}
