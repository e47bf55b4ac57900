package dev.lumen.server.realtime;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a socket begins to follow a conversation.
 *
 * @param answer the type of the frame that says so
 * @param ref the client's mark on its wish, null when it set none
 */
record Following(String answer, @Nullable String ref, Resume resume) {

  /** Tells the client where it begins, then sends what follows; false when there is none such. */
  static boolean begin(
      NativeRoutes routes, NativeAnswers answers, UUID conversation, Following wish) {
    RealtimeHub hub = routes.hub();
    Start start = hub.start(conversation, wish.resume(), routes.epoch()).orElse(null);
    if (start == null) {
      return false;
    }
    hub.unfollow(answers.subscriber(), conversation);
    answers.started(wish.answer(), wish.ref(), conversation, start);
    return hub.follow(answers.subscriber(), conversation, start.after());
  }
}
