package dev.lumen.server.realtime;

/**
 * Why the server closes a socket, and what the client should do then. {@code
 * docs/protocol/native.md} has this table; a test compares them.
 */
public enum CloseReason {
  NORMAL(
      1000,
      Reconnect.NO,
      "The answer to a goodbye; on the live socket the conversation's end as well."),
  PROTOCOL_ERROR(1002, Reconnect.NO, "The bytes were no WebSocket frames."),
  UNSUPPORTED(1003, Reconnect.NO, "A binary message came; only text is understood."),
  INVALID_TEXT(1007, Reconnect.NO, "The bytes of a text message were no UTF-8."),
  MISUSE(1008, Reconnect.NO, "Too many faulty messages; each was answered with an error."),
  UNKNOWN(1008, Reconnect.NO, "On the live socket: no such conversation, or it is not yours."),
  TOO_BIG(1009, Reconnect.NO, "A frame was larger than the server reads at all (1 MiB)."),
  INTERNAL(1011, Reconnect.YES, "The server failed; its log says how."),
  RESTARTING(1012, Reconnect.YES, "The server stops or restarts; resume with after."),
  TRY_LATER(1013, Reconnect.YES, "The server is overloaded; wait longer than usual."),
  UNAUTHORISED(4001, Reconnect.AFTER_SIGN_IN, "No valid token came, or not in time."),
  TOKEN_EXPIRED(4003, Reconnect.AFTER_SIGN_IN, "The token ended; resume with a new one."),
  NOT_FOUND(4004, Reconnect.NO, "There is no such conversation, or it is not yours."),
  FOREIGN_ORIGIN(
      4007,
      Reconnect.NO,
      "Pages of this origin may open no sockets; LUMEN_CORS_ORIGINS names those that may."),
  SLOW(4008, Reconnect.YES, "The client reads too slowly; resume with after, nothing is lost."),
  IDLE(4009, Reconnect.YES, "No sign of life came from the client; resume with after."),
  REMOVED(4010, Reconnect.NO, "The conversation was deleted, and the socket followed no other.");

  /** Whether coming back makes sense. */
  public enum Reconnect {
    /** It would end the same way. */
    NO,
    /** Yes, after a pause of random length. */
    YES,
    /** Yes, with a new token. */
    AFTER_SIGN_IN
  }

  private final int code;
  private final Reconnect reconnect;
  private final String meaning;

  CloseReason(int code, Reconnect reconnect, String meaning) {
    this.code = code;
    this.reconnect = reconnect;
    this.meaning = meaning;
  }

  /** The number on the wire, RFC 6455 section 7.4. */
  public int code() {
    return code;
  }

  /** What the client should do. */
  public Reconnect reconnect() {
    return reconnect;
  }

  /** One sentence, also sent as the reason; at most 123 bytes. */
  public String meaning() {
    return meaning;
  }
}
