package dev.lumen.server.database;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The address of a PostgreSQL server as people write it: {@code
 * postgres://user:password@host:port/database}, {@code postgresql://...} or {@code
 * jdbc:postgresql://...}, with user and password before the host or as options after a question
 * mark, percent-encoded where needed. The other options are handed to the driver.
 *
 * @param jdbcUrl without user and password
 * @param user the role
 * @param password may be empty
 */
record DatabaseAddress(String jdbcUrl, String user, String password) {
  private static final Pattern FORM =
      Pattern.compile(
          "(?:jdbc:)?postgres(?:ql)?://(?:([^@/?]*)@)?([^@/?]+)(?:/([^/?]*))?(?:\\?(.*))?");

  /**
   * @param variable the setting that it is the value of
   * @throws DatabaseException when it is none; the message does not repeat it, since it may hold a
   *     password
   */
  static DatabaseAddress parse(String variable, String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      throw malformed(variable);
    }
    try {
      return of(variable, form);
    } catch (IllegalArgumentException e) {
      // A percent sign that begins no escape.
      throw malformed(variable);
    }
  }

  private static DatabaseAddress of(String variable, Matcher form) {
    String[] credentials = (form.group(1) == null ? "" : form.group(1)).split(":", 2);
    String user = decode(credentials[0]);
    String password = credentials.length > 1 ? decode(credentials[1]) : "";
    List<String> options = new ArrayList<>();
    for (String option : (form.group(4) == null ? "" : form.group(4)).split("&", -1)) {
      if (option.startsWith("user=")) {
        user = decode(option.substring("user=".length()));
      } else if (option.startsWith("password=")) {
        password = decode(option.substring("password=".length()));
      } else if (!option.isEmpty()) {
        options.add(option);
      }
    }
    if (user.isEmpty()) {
      throw malformed(variable);
    }
    return new DatabaseAddress(url(form.group(2), form.group(3), user, options), user, password);
  }

  private static String url(
      String hosts, @Nullable String database, String user, List<String> options) {
    String name = database == null || database.isEmpty() ? user : database;
    return "jdbc:postgresql://%s/%s%s"
        .formatted(hosts, name, options.isEmpty() ? "" : "?" + String.join("&", options));
  }

  /** A plus sign is a plus sign here, unlike in a web form. */
  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static DatabaseException malformed(String variable) {
    return DatabaseException.setup(
        variable
            + " is not the address of a PostgreSQL server. Write it as"
            + " postgresql://USER:PASSWORD@HOST:5432/DATABASE, with percent escapes for special characters, or"
            + " leave it out.");
  }

  /** Why a server at this address could not be connected to, in words that show no secret. */
  String obstacle(@Nullable String sqlState) {
    return switch (sqlState == null ? "" : sqlState) {
      case "28P01", "28000" -> "it refuses the role \"" + user + "\" or its password";
      case "3D000" -> "there is no such database; create it first";
      case "57P03" -> "it is starting or stopping; try again in a moment";
      case "53300" -> "it has no connection left; raise its max_connections or close some";
      default -> "nothing answers there (SQLSTATE " + sqlState + "); check host, port and TLS";
    };
  }

  /** Host, port and database; nothing that could be secret, as options can. */
  String place() {
    return jdbcUrl.substring("jdbc:postgresql://".length()).split("\\?", 2)[0];
  }

  @Override
  public String toString() {
    return place();
  }
}
