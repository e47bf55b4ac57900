package dev.lumen.bench.realtime;

import dev.lumen.bench.Results;
import java.io.IOException;
import java.sql.SQLException;

/** Something to measure about what is told to subscribers. */
interface Scenario {
  /** Measures it. */
  void run(Results results) throws IOException, SQLException, InterruptedException;
}
