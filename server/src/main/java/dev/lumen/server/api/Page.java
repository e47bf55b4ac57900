package dev.lumen.server.api;

import io.helidon.webserver.http.ServerRequest;

/**
 * One page of a list: {@code page} counts from 1, {@code perPage} is from 1 to {@value
 * #MAX_PER_PAGE}.
 *
 * @param page the number of the page
 * @param perPage how many rows a page has
 */
public record Page(int page, int perPage) {
  /** Rows of a page when the client does not say. */
  public static final int DEFAULT_PER_PAGE = 20;

  /** The most rows of a page. */
  public static final int MAX_PER_PAGE = 100;

  private static final int MAX_PAGE = 1_000_000;

  /** From {@code ?page=&per_page=}; 422 VAL_003 when out of range. */
  public static Page from(ServerRequest request) {
    Fields query = Fields.query(request);
    int page = query.optionalInt("page", 1, MAX_PAGE, 1);
    int perPage = query.optionalInt("per_page", 1, MAX_PER_PAGE, DEFAULT_PER_PAGE);
    query.check();
    return new Page(page, perPage);
  }

  /** How many rows come before the page. */
  public long offset() {
    return (page - 1L) * perPage;
  }

  /** The same as limit and offset. */
  public Slice slice() {
    return new Slice(perPage, (int) offset());
  }
}
