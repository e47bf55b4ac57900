package dev.lumen.server.api;

import io.helidon.webserver.http.ServerRequest;

/**
 * A stretch of a list.
 *
 * @param limit the most rows to answer
 * @param offset how many rows to leave out before them
 */
public record Slice(int limit, int offset) {
  /**
   * How many rows there are, of a list that only grows and was counted before it was read: what was
   * found is never more.
   */
  public int total(int counted, int found) {
    return found == 0 ? counted : Math.max(counted, offset + found);
  }

  /** From {@code ?limit=&offset=}; 422 VAL_003 when out of range. */
  public static Slice from(ServerRequest request, int defaultLimit, int maxLimit) {
    Fields query = Fields.query(request);
    int limit = query.optionalInt("limit", 1, maxLimit, defaultLimit);
    int offset = query.optionalInt("offset", 0, Integer.MAX_VALUE, 0);
    query.check();
    return new Slice(limit, offset);
  }
}
