package dev.lumen.server.database;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.ColonPrefixSqlParser;
import org.jdbi.v3.core.statement.ParsedSql;
import org.jdbi.v3.core.statement.SqlParser;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/**
 * Statements that go to the database together and run there one after the other: one way there and
 * back for all of them. The first trip of a transaction also says who asks, and its last may
 * commit.
 *
 * <p>A statement that fails ends the trip: those behind it do not run, the commit included. Each
 * name of a value stands in one of the statements only.
 */
public final class Trip {
  private static final int MOST_KNOWN = 1_000;
  private static final SqlParser PARSER = new ColonPrefixSqlParser();

  /** What was read of the statements of trips, by those: reading them anew each time costs more. */
  private static final Map<List<String>, Prepared> KNOWN = new ConcurrentHashMap<>();

  /**
   * The statements of a trip in one text.
   *
   * @param sql with a question mark for each value
   * @param names of the values, in order
   */
  private record Prepared(String sql, List<String> names) {}

  private final Handle handle;
  private final List<Part> parts = new ArrayList<>();

  private record Part(String sql, Consumer<Values> values, @Nullable Answer<?> answer) {}

  private Trip(Handle handle) {
    this.handle = handle;
  }

  /** A trip of the handle's transaction; nothing happens before {@link #go}. */
  public static Trip on(Handle handle) {
    return new Trip(handle);
  }

  /** Asks one thing on a trip of its own. */
  public static <T> List<T> rows(Handle handle, Function<Trip, Answer<T>> question) {
    Trip trip = on(handle);
    Answer<T> answer = question.apply(trip);
    trip.go();
    return answer.rows();
  }

  /** The rows that a statement answers; there once the trip is over. */
  public static final class Answer<T> {
    private final RowMapper<T> mapper;
    private @Nullable List<T> rows;

    private Answer(RowMapper<T> mapper) {
      this.mapper = mapper;
    }

    /** In the order of the database. */
    public List<T> rows() {
      List<T> known = rows;
      if (known == null) {
        throw new IllegalStateException("The trip that brings this answer is not over");
      }
      return known;
    }

    private void read(ResultSet from, StatementContext context) throws SQLException {
      List<T> found = new ArrayList<>();
      while (from.next()) {
        found.add(mapper.map(from, context));
      }
      rows = found;
    }
  }

  /** Adds a statement whose rows nobody wants. */
  public Trip tell(String sql, Consumer<Values> values) {
    parts.add(new Part(sql, values, null));
    return this;
  }

  /** Adds a statement whose rows are wanted. */
  public <T> Answer<T> ask(String sql, Consumer<Values> values, RowMapper<T> mapper) {
    Answer<T> answer = new Answer<>(mapper);
    parts.add(new Part(sql, values, answer));
    return answer;
  }

  /** Runs the statements. */
  public void go() {
    introduce();
    if (!parts.isEmpty()) {
      run();
    }
  }

  /**
   * Runs the statements and commits: nothing can follow in this transaction. Where the handle is
   * not one of {@link Database#write}, committing is left to whoever made it.
   */
  public void goAndCommit() {
    if (handle.getStatementBuilder() instanceof Dialogue dialogue && dialogue.kept()) {
      introduce();
      tell("COMMIT", _ -> {});
      dialogue.commits();
      run();
    } else {
      go();
    }
  }

  private void introduce() {
    if (handle.getStatementBuilder() instanceof Dialogue dialogue && dialogue.takeIntroduction()) {
      String actor = dialogue.actor().setting();
      String sql = Actors.statement(dialogue.readOnly());
      parts.addFirst(new Part(sql, it -> it.bind(Actors.NAME, actor), null));
    }
  }

  private void run() {
    StatementContext context = handle.createQuery("").getContext(); // only mappers are given it
    List<String> statements = parts.stream().map(Part::sql).toList();
    Prepared all = KNOWN.get(statements);
    if (all == null) {
      all = prepare(statements, context);
      if (KNOWN.size() < MOST_KNOWN) {
        KNOWN.put(statements, all);
      }
    }
    Values values = new Values();
    parts.forEach(part -> part.values().accept(values));
    try (PreparedStatement statement = handle.getConnection().prepareStatement(all.sql())) {
      values.set(statement, all.names());
      long begun = System.nanoTime();
      statement.execute();
      measure(all.sql(), System.nanoTime() - begun);
      read(statement, context);
    } catch (SQLException e) {
      throw new UnableToExecuteStatementException(e, context);
    }
    parts.clear();
  }

  private void measure(String sql, long nanos) {
    if (handle.getConfig(SqlStatements.class).getSqlLogger() instanceof StatementTimes times) {
      times.took(sql, nanos);
    }
  }

  private void read(PreparedStatement statement, StatementContext context) throws SQLException {
    for (Part part : parts) {
      if (part.answer() != null) {
        try (ResultSet rows = statement.getResultSet()) {
          part.answer().read(rows, context);
        }
      }
      statement.getMoreResults();
    }
  }

  private static Prepared prepare(List<String> statements, StatementContext context) {
    Set<String> names = new HashSet<>();
    for (String sql : statements) {
      Set<String> own = Set.copyOf(names(PARSER.parse(sql, context)));
      for (String name : own) {
        if (!names.add(name)) {
          throw new IllegalArgumentException("Two statements of a trip have a value " + name);
        }
      }
    }
    ParsedSql all = PARSER.parse(String.join(";\n", statements), context);
    return new Prepared(all.getSql(), names(all));
  }

  private static List<String> names(ParsedSql sql) {
    return sql.getParameters().getParameterNames();
  }
}
