package dev.lumen.server.database;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * A value {@code text[]} that the driver sends as it is. What {@code bindArray} makes is an array
 * of objects, which the driver writes as one text: each quote of a JSON text is escaped here and
 * taken back there.
 *
 * @param texts in order, none of them null
 */
public record TextArray(List<String> texts) implements Argument {

  @Override
  public void apply(int position, PreparedStatement statement, StatementContext context)
      throws SQLException {
    String[] plain = texts.toArray(String[]::new);
    statement.setArray(position, statement.getConnection().createArrayOf("text", plain));
  }

  /** Leaves the texts out: they may hold what people said. */
  @Override
  public String toString() {
    return "TextArray[" + texts.size() + "]";
  }
}
