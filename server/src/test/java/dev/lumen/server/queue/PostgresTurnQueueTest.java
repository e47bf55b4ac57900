package dev.lumen.server.queue;

import dev.lumen.server.database.TestDatabase;
import dev.lumen.server.measure.Measurements;
import java.time.InstantSource;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The queue in PostgreSQL")
class PostgresTurnQueueTest extends TurnQueueContract {
  @Override
  TurnQueue queue(TestDatabase over) {
    return new PostgresTurnQueue(over.database(), new Measurements(InstantSource.system()));
  }
}
