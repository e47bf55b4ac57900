package dev.lumen.server.prompt;

import dev.lumen.server.account.Principal;
import dev.lumen.server.api.ApiException;
import dev.lumen.server.conversation.ConversationAccess;
import dev.lumen.server.database.Actor;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** Lets administrators alone change what models are asked; in development everybody is one. */
final class Operators {
  /** In whose name what concerns everybody is read and written, once the caller may. */
  static final Actor SERVICE = new Actor.Service();

  private Operators() {}

  /** Throws AUTH_003 for everybody but administrators. */
  static void require(ConversationAccess access, ServerRequest request, ServerResponse response) {
    Principal caller = access.caller(request, response);
    if (!access.mayOperate(caller)) {
      throw ApiException.forbidden(
          "Only an administrator may change, try out or compare what language models are asked.");
    }
  }
}
