package dev.lumen.server.account;

import dev.lumen.server.database.Actor;
import java.util.UUID;

/** Somebody who has proved who they are. */
public record Principal(UUID id, String email, Role role) {
  /** In whose name their transactions run. */
  public Actor actor() {
    return isAdministrator() ? new Actor.Administrator(id) : new Actor.User(id);
  }

  /** Whether they may see and change everybody's conversations. */
  public boolean isAdministrator() {
    return role == Role.ADMIN;
  }
}
