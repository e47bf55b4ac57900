package dev.lumen.server.turn;

import dev.lumen.cleaner.Cleaner;
import dev.lumen.server.api.Json;
import dev.lumen.server.database.Actor;
import dev.lumen.server.database.Database;
import dev.lumen.server.measure.Measurements;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;

/**
 * Takes made-up turns in and keeps nothing of them, so that the first real turn of a server is
 * answered like any other: classes are loaded, and connections have read the catalogues of the
 * tables and the triggers that a turn touches. Without it the first turn takes three times as long.
 */
public final class IntakeRehearsal {
  /** As many as are in use at once while there is little to do; each costs the start 0.05 s. */
  private static final int CONNECTIONS = 2;

  private static final System.Logger LOG = System.getLogger(IntakeRehearsal.class.getName());
  private static final Actor SERVICE = new Actor.Service();
  private static final List<NewTurn> TALK =
      List.of(
          NewTurn.of("Lumen", "Hello, what is your role at the company?"),
          NewTurn.of("User", "um I'm the head of marketing and and we have fifty people"));

  private final Database database;
  private final TurnRoom room;
  private final TurnTaking taking;
  private final CountDownLatch over = new CountDownLatch(CONNECTIONS);

  /** A rehearsal in a room of its own: what is measured or remembered in it is nobody's. */
  IntakeRehearsal(TurnRoom room, QueueNews news) {
    this.database = room.database();
    this.room =
        TurnRoom.of(
            database,
            Cleaner.standard(),
            room.queue(),
            room.clock(),
            new Measurements(room.clock()));
    this.taking = new TurnTaking(this.room, news);
  }

  /** Begins in threads of its own and answers at once. */
  public static IntakeRehearsal begin(TurnRoom room, QueueNews news) {
    IntakeRehearsal rehearsal = new IntakeRehearsal(room, news);
    for (int i = 0; i < CONNECTIONS; i++) {
      Thread.ofVirtual().name("rehearsal-", i).start(rehearsal::run);
    }
    return rehearsal;
  }

  /** Waits until it is over, or for so long. */
  public void await(Duration longest) {
    try {
      if (!over.await(longest.toNanos(), TimeUnit.NANOSECONDS)) {
        LOG.log(Level.DEBUG, "The rehearsal of turns takes longer than {0}", longest);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      once();
    } catch (RuntimeException e) {
      // The first real turn finds out what is wrong, and somebody hears of that.
      LOG.log(Level.DEBUG, "A rehearsal of turns failed", e);
    } finally {
      over.countDown();
    }
  }

  /**
   * Rehearses on one connection.
   *
   * @return what was said, as it would read
   */
  List<TurnView> once() {
    return database.rehearse(SERVICE, this::talk);
  }

  private List<TurnView> talk(Handle handle) {
    UUID conversation = conversation(handle);
    for (NewTurn turn : TALK) {
      ConversationLock lock = room.turns().lock(handle, conversation);
      Arrival arrival = new Arrival(conversation, turn, Arrival.Haste.AT_ONCE);
      taking.take(handle, Map.of(conversation, lock), List.of(arrival)).commit();
    }
    room.cleaning().forget(conversation);
    List<TurnView> said = room.turns().list(handle, conversation, TALK.size(), 0);
    Json.bytes(said);
    return said;
  }

  private UUID conversation(Handle handle) {
    UUID owner = UUID.randomUUID();
    handle.execute("insert into users (id, email) values (?, ?)", owner, "rehearsal-" + owner);
    UUID id = UUID.randomUUID();
    room.conversations()
        .create(handle, id, owner, "Rehearsal", null, Json.mapper().createObjectNode());
    return id;
  }
}
