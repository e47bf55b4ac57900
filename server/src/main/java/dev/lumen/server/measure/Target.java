package dev.lumen.server.measure;

/**
 * What something is to take at most.
 *
 * @param id the id of the promise
 * @param name its name
 * @param operation what is measured for it: the name of an operation, or of a figure
 * @param limit the value to keep to
 * @param unit milliseconds as {@code ms}, or what {@code limit} counts
 * @param kind who measures it: {@code measured}, {@code whole}, {@code gauge}, {@code gauge_least},
 *     {@code fixed}, {@code tested} or {@code alert}
 */
public record Target(
    String id, String name, String operation, double limit, String unit, String kind) {

  /** Whether the durations of an operation of this server are held against it. */
  public boolean isMeasured() {
    return kind.equals("measured") || kind.equals("whole");
  }
}
