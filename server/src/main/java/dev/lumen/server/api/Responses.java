package dev.lumen.server.api;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.ServerResponse;

/** Sends JSON. */
public final class Responses {
  static final Header JSON =
      HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/json");

  private Responses() {}

  /** 200 with {@code body} as JSON. */
  public static void ok(ServerResponse response, Object body) {
    status(response, 200, body);
  }

  /** {@code status} with {@code body} as JSON. */
  public static void status(ServerResponse response, int status, Object body) {
    json(response, status, Json.bytes(body));
  }

  /** {@code status} with a body that is JSON already. */
  public static void json(ServerResponse response, int status, byte[] json) {
    response.status(status).header(JSON).send(json);
  }
}
