package dev.lumen.server.realtime;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.lumen.server.json.JsonFactories;
import java.io.IOException;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which news says the same as other news, only newer.
 *
 * @param subject of interim words the turn and its speaker, of a reply's beginning its message;
 *     empty where all news of the type is of one kind
 * @param last it says something for good: no newer news replaces it, and it need not wait
 */
record NewsKind(@Nullable UUID conversation, String type, String subject, boolean last) {
  private static final JsonFactory JSON = JsonFactories.builder().build();
  private static final Set<String> EACH_FOR_GOOD =
      Set.of(EventType.SPEECH_EVENT.wireName(), EventType.PERFORMANCE_ALERT.wireName());
  private static final Set<String> GROWING =
      Set.of(EventType.TRANSCRIPT_UPDATE.wireName(), EventType.REPLY_UPDATE.wireName());
  private static final Set<String> NAMES = Set.of("turn", "speaker", "message_id");

  static NewsKind of(News news) {
    if (EACH_FOR_GOOD.contains(news.type())) {
      return new NewsKind(news.conversationId(), news.type(), "", true);
    }
    return GROWING.contains(news.type())
        ? ofWords(news)
        : new NewsKind(news.conversationId(), news.type(), "", false);
  }

  private static NewsKind ofWords(News news) {
    StringBuilder subject = new StringBuilder();
    boolean last = false;
    try (JsonParser json = JSON.createParser(news.payload())) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        if (NAMES.contains(name) && value.isScalarValue()) {
          subject.append(name).append('=').append(json.getText()).append('\n');
        }
        last |= name.equals("is_final") && value == JsonToken.VALUE_TRUE;
        json.skipChildren();
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("News has to be JSON", e);
    }
    return new NewsKind(news.conversationId(), news.type(), subject.toString(), last);
  }

  /** The kind of what it replaces: the interim words of a turn, where these are its last. */
  NewsKind replaced() {
    return new NewsKind(conversation, type, subject, false);
  }
}
