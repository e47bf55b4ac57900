package dev.lumen.server.realtime;

/** What can be wrong with a client's message. {@code docs/protocol/native.md} has this table. */
enum SocketFault {
  INVALID_JSON("invalid_json", "The message is not JSON."),
  INVALID_MESSAGE("invalid_message", "A field is missing or of the wrong kind."),
  UNKNOWN_MESSAGE_TYPE("unknown_message_type", "The server does not know this type."),
  MESSAGE_TOO_LARGE("message_too_large", "A message may have 65536 characters."),
  BINARY_NOT_UNDERSTOOD("binary_not_understood", "Only text is understood; the socket is closed."),
  NOT_SIGNED_IN("not_signed_in", "Send authenticate first."),
  INVALID_TOKEN("invalid_token", "The new token is not valid; the one before still counts."),
  OTHER_USER("other_user", "A socket stays with its user; open another one."),
  NOT_FOUND("not_found", "There is no such conversation, or it is not yours."),
  NOT_SUBSCRIBED("not_subscribed", "This socket does not follow that conversation."),
  TOO_MANY_SUBSCRIPTIONS("too_many_subscriptions", "A socket follows 1000 conversations at most.");

  private final String code;
  private final String meaning;

  SocketFault(String code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  String code() {
    return code;
  }

  String meaning() {
    return meaning;
  }
}
