package dev.lumen.server.realtime.supabase;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a client says to the others in its channels: broadcasts, and that it is there. */
final class Talk {
  private static final String READ_ONLY = "Unauthorized: This API key may only read (AUTH_003)";

  private final Map<String, Channel> channels;
  private final Rooms rooms;
  private final Replies replies;

  /**
   * @param channels the client's own, by topic, as they come and go
   */
  Talk(Map<String, Channel> channels, Rooms rooms, Replies replies) {
    this.channels = channels;
    this.rooms = rooms;
    this.replies = replies;
  }

  void broadcast(ClientFrame.Push push) {
    JsonNode payload = push.payload();
    String event = payload.path("event").asText("");
    JsonNode content = payload.path("payload");
    broadcast(
        push.topic(),
        push.ref(),
        new Said(
            event,
            true,
            Json.bytes(
                json -> {
                  if (content.isMissingNode()) {
                    Replies.nothing(json);
                  } else {
                    json.writeTree(content);
                  }
                })));
  }

  void broadcast(String topic, @Nullable String ref, Said said) {
    Channel channel = channels.get(topic);
    if (channel == null) {
      replies.reply(topic, null, ref, false, json -> Replies.reason(json, "unmatched topic"));
      return;
    }
    JoinRequest request = channel.request();
    if (!channel.viewer().mayWrite()) {
      replies.reply(topic, channel.joinRef(), ref, false, json -> Replies.reason(json, READ_ONLY));
      return;
    }
    if (said.size() > Said.MAX_BYTES) {
      replies.reply(
          topic,
          channel.joinRef(),
          ref,
          false,
          json -> {
            json.writeStartObject();
            json.writeStringField("error", "payload_size_exceeded");
            json.writeStringField("reason", "A broadcast may have " + Said.MAX_BYTES + " bytes.");
            json.writeEndObject();
          });
      return;
    }
    Room room = rooms.find(topic, request.isPrivate());
    if (room != null) {
      room.say(said, request.self() ? null : channel);
    }
    if (request.acknowledge()) {
      replies.reply(topic, channel.joinRef(), ref, true, Replies::nothing);
    }
  }

  void presence(ClientFrame.Push push) {
    Channel channel = channels.get(push.topic());
    Room room = channel == null ? null : rooms.find(push.topic(), channel.request().isPrivate());
    if (channel == null || room == null) {
      replies.refuse(push, "unmatched topic");
      return;
    }
    if (!channel.viewer().mayWrite()) {
      replies.refuse(push, READ_ONLY);
      return;
    }
    JsonNode content = push.payload().path("payload");
    switch (push.payload().path("event").asText("")) {
      case "track" -> {
        if (content.toString().length() > Room.MAX_PRESENCE) {
          replies.refuse(push, "Track message size exceeded");
          return;
        }
        replies.done(push);
        room.track(channel, channel.presenceKey(), content);
      }
      case "untrack" -> {
        replies.done(push);
        room.untrack(channel);
      }
      default -> replies.refuse(push, "Unknown presence event: the server knows track and untrack");
    }
  }
}
