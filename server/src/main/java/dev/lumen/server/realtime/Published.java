package dev.lumen.server.realtime;

import org.jspecify.annotations.Nullable;

/** Something told to many: the first subscriber of a face encodes it, the others use the bytes. */
final class Published {
  private static final class Encoded {
    private final Face face;
    private final byte[] bytes;
    private final @Nullable Encoded next;

    Encoded(Face face, byte[] bytes, @Nullable Encoded next) {
      this.face = face;
      this.bytes = bytes;
      this.next = next;
    }

    @Nullable Encoded find(Face wanted) {
      return face.equals(wanted) ? this : next == null ? null : next.find(wanted);
    }
  }

  private final @Nullable ConversationEvent event;
  private final @Nullable News news;
  private final long freshSince;
  private volatile @Nullable Encoded encoded;

  private Published(@Nullable ConversationEvent event, @Nullable News news, long freshSince) {
    this.event = event;
    this.news = news;
    this.freshSince = freshSince;
  }

  static Published of(ConversationEvent event) {
    return new Published(event, null, 0);
  }

  /** An event that has just been committed, as opposed to one read again. */
  static Published fresh(ConversationEvent event) {
    return new Published(event, null, System.nanoTime() | 1);
  }

  /** When the hub had it, by {@link System#nanoTime}; 0 for what is not fresh. */
  long freshSince() {
    return freshSince;
  }

  static Published of(News news) {
    return new Published(null, news, 0);
  }

  /** The event; null for news. */
  @Nullable ConversationEvent event() {
    return event;
  }

  /** The event's number; 0 for news. */
  long seq() {
    return event == null ? 0 : event.seq();
  }

  /** About how many bytes it keeps in memory. */
  int size() {
    return event == null ? 0 : 128 + 2 * event.payload().length();
  }

  /** The bytes for one face, made once. */
  byte[] bytes(Face face) {
    Encoded found = find(face);
    return found != null ? found.bytes : encode(face);
  }

  /** Lets the bytes go; whoever still comes for them makes them again. */
  void forgetBytes() {
    encoded = null;
  }

  private @Nullable Encoded find(Face face) {
    Encoded first = encoded;
    return first == null ? null : first.find(face);
  }

  private synchronized byte[] encode(Face face) {
    Encoded found = find(face);
    if (found == null) {
      found = new Encoded(face, bytesOf(face), encoded);
      encoded = found;
    }
    return found.bytes;
  }

  private byte[] bytesOf(Face face) {
    if (event != null) {
      return face.event(event);
    }
    if (news != null) {
      return face.news(news);
    }
    throw new IllegalStateException("Neither an event nor news");
  }
}
