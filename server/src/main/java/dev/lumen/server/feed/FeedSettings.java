package dev.lumen.server.feed;

import java.time.Duration;
import java.util.List;

/**
 * Where the feed reads from.
 *
 * @param jdbcUrl {@code jdbc:postgresql://host:port/database}
 * @param user a role that may replicate
 * @param password the role's password, may be empty
 * @param publications names of publications that exist; their tables are what the feed tells of
 * @param statusInterval how often progress is acknowledged; far below half of the database's {@code
 *     wal_sender_timeout}, which would otherwise end the connection
 */
public record FeedSettings(
    String jdbcUrl,
    String user,
    String password,
    List<String> publications,
    Duration statusInterval) {

  /** Keeps an own copy of the list. */
  public FeedSettings {
    publications = List.copyOf(publications);
  }

  /** With a status every second. */
  public static FeedSettings of(
      String jdbcUrl, String user, String password, List<String> publications) {
    return new FeedSettings(jdbcUrl, user, password, publications, Duration.ofSeconds(1));
  }

  /** Leaves the password out. */
  @Override
  public String toString() {
    return "FeedSettings[user=" + user + ", publications=" + publications + "]";
  }
}
