package dev.lumen.server.realtime.supabase;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The rooms in which somebody is, by topic. A private topic and a public one never meet. */
final class Rooms {
  private record Name(String topic, boolean isPrivate) {}

  private final Map<Name, Room> rooms = new ConcurrentHashMap<>();

  Room enter(String topic, boolean isPrivate, Channel channel) {
    Room entered =
        rooms.compute(
            new Name(topic, isPrivate),
            (name, there) -> {
              Room room = there == null ? new Room() : there;
              room.enter(channel);
              return room;
            });
    return java.util.Objects.requireNonNull(entered);
  }

  void leave(String topic, boolean isPrivate, Channel channel) {
    rooms.computeIfPresent(
        new Name(topic, isPrivate),
        (name, room) -> {
          room.leave(channel);
          return room.isEmpty() ? null : room;
        });
  }

  @Nullable Room find(String topic, boolean isPrivate) {
    return rooms.get(new Name(topic, isPrivate));
  }

  int size() {
    return rooms.size();
  }
}
