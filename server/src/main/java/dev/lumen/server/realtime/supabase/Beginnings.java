package dev.lumen.server.realtime.supabase;

import dev.lumen.server.realtime.Viewer;
import org.jspecify.annotations.Nullable;

/** Where the changes of a channel begin that is joined, and what its client has to know of it. */
final class Beginnings {
  private static final String STARTED_ANEW =
      "This server has started a moment ago and does not know how far this client_id had read:"
          + " all changes since shortly before come again";
  private static final String NOT_KNOWN =
      "This server does not know this client_id, or no longer: changes begin now, read older rows"
          + " anew";
  private static final String PUT_BACK =
      "resume.last_event_id is ahead of this database, which was put back: changes begin now, read"
          + " all rows anew";

  private final SupabaseFace face;
  private final Session session;

  /**
   * Where a channel begins.
   *
   * @param notice what its client is told of it by a {@code system} message, null for nothing
   */
  record Begin(Position at, @Nullable String notice) {}

  Beginnings(SupabaseFace face, Session session) {
    this.face = face;
    this.session = session;
  }

  /**
   * Finds the place.
   *
   * @throws Joins.RefusedException when the one that is asked for is none
   */
  Begin of(JoinRequest request, Viewer viewer, String topic) {
    Position now = face.fanout().history().head();
    Places.Place known = session.places().comeBack(viewer.id(), topic);
    String asked = request.resumeAfter();
    // What the application says it has counts more than what its heartbeats let the server guess.
    if (asked != null) {
      return wished(asked, now);
    }
    if (known.position() != null) {
      return new Begin(known.position(), null);
    }
    return known.stranger() ? ofStranger(now) : new Begin(now, null);
  }

  private Begin wished(String asked, Position now) {
    Position wished = Position.parse(asked);
    if (wished == null) {
      throw new Joins.RefusedException(
          "resume.last_event_id is not one: it has to be the event_id of a record", false);
    }
    return face.fanout().isAhead(wished) ? new Begin(now, PUT_BACK) : new Begin(wished, null);
  }

  /** It may be new, or have been here before the server started: nobody knows. */
  private Begin ofStranger(Position now) {
    Position start = face.fanout().beforeStart();
    return start == null ? new Begin(now, NOT_KNOWN) : new Begin(start, STARTED_ANEW);
  }
}
