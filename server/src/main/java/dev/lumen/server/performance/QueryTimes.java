package dev.lumen.server.performance;

import dev.lumen.server.database.StatementTimes;
import dev.lumen.server.measure.Measurements;
import dev.lumen.server.measure.Operation;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * Measures statements by what they do to which table: {@code db.query.conversation}, {@code
 * db.insert.turn}. The text of a statement is read once; values never are.
 */
public final class QueryTimes implements SqlLogger, StatementTimes {
  private static final int MOST_STATEMENTS = 2_000;
  private static final Pattern WRITES =
      Pattern.compile(
          "\\b(insert)\\s+into\\s+(\\w+)|(?<!\\bfor )\\b(update)\\s+(\\w+)\\s|\\b(delete)\\s+from\\s+(\\w+)");
  private static final Pattern READS =
      Pattern.compile("\\bfrom\\s+(?:only\\s+)?([a-z_]++)(?!\\s*\\()");

  private final Measurements measurements;
  private final Operation all;
  private final Map<String, Operation> known = new ConcurrentHashMap<>();

  public QueryTimes(Measurements measurements) {
    this.measurements = measurements;
    this.all = measurements.operation("db.query");
  }

  @Override
  public void logAfterExecution(StatementContext context) {
    took(context.getRawSql(), context.getElapsedTime(ChronoUnit.NANOS));
  }

  @Override
  public void took(@Nullable String sql, long nanos) {
    all.record(nanos);
    Operation operation = sql == null ? null : known.get(sql);
    if (operation == null && sql != null && known.size() < MOST_STATEMENTS) {
      operation = measurements.operation(name(sql));
      known.put(sql, operation);
    }
    if (operation != null) {
      operation.record(nanos);
    }
  }

  /** The operation's name of a statement. */
  static String name(String sql) {
    String lower = sql.toLowerCase(Locale.ROOT);
    Matcher write = WRITES.matcher(lower);
    if (write.find()) {
      for (int group = 1; group < 6; group += 2) {
        if (write.group(group) != null) {
          return "db." + write.group(group) + "." + singular(write.group(group + 1));
        }
      }
    }
    Matcher read = READS.matcher(lower);
    return "db.query." + (read.find() ? singular(read.group(1)) : "other");
  }

  private static String singular(String table) {
    return table.endsWith("s") && !table.endsWith("ss")
        ? table.substring(0, table.length() - 1)
        : table;
  }
}
