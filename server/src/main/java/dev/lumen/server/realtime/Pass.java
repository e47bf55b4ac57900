package dev.lumen.server.realtime;

import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * With what somebody was let in: it may have been taken from them since, by signing out, by being
 * shut out, by a key that was revoked. What it says may be asked from any thread.
 */
public final class Pass {
  private final SocketAccess access;
  private final InstantSource clock;
  private volatile @Nullable Shown shown;

  private record Shown(@Nullable String token, Viewer viewer) {
    @Override
    public String toString() {
      return "Shown[" + viewer + "]";
    }
  }

  /** None yet. */
  public Pass(SocketAccess access, InstantSource clock) {
    this.access = access;
    this.clock = clock;
  }

  /** Somebody showed a token, or a newer one. */
  public void show(@Nullable String token, Viewer viewer) {
    shown = new Shown(token, viewer);
  }

  /** Who was let in; null for nobody yet. */
  public @Nullable Viewer viewer() {
    Shown now = shown;
    return now == null ? null : now.viewer();
  }

  /**
   * Whether it still lets somebody in.
   *
   * @throws dev.lumen.server.database.DatabaseException when that cannot be asked now
   */
  public boolean isGood() {
    Shown asked = shown;
    if (asked == null || hasEnded(asked.viewer())) {
      return true; // a connection's deadline is what ends these, and says why
    }
    // Whoever showed a newer token meanwhile is not judged by the one before.
    return access.signIn(asked.token()).filter(asked.viewer()::isStill).isPresent()
        || !asked.equals(shown);
  }

  private boolean hasEnded(Viewer viewer) {
    Instant end = viewer.expiresAt();
    return end != null && !clock.instant().isBefore(end);
  }

  /** Has a connection end at a look at rights after it stopped being good. */
  public void guard(Subscriber subscriber) {
    subscriber.whenRightsAreDue(
        () -> {
          if (!isGood()) {
            subscriber.close(CloseReason.UNAUTHORISED);
          }
        });
  }
}
