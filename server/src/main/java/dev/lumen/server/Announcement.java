package dev.lumen.server;

import dev.lumen.server.OperationSettings.LogFormat;
import dev.lumen.server.api.Json;
import java.io.PrintStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is said beside the log, in the form the log has: programs read both. */
public final class Announcement {
  private final LogFormat format;
  private final PrintStream out;

  Announcement(LogFormat format, PrintStream out) {
    this.format = format;
    this.out = out;
  }

  /** Says something for people, or the same as a line for programs. */
  void say(String text) {
    out.println(format == LogFormat.JSON ? line("INFO", text) : text);
    out.flush();
  }

  /**
   * Why a start failed, as a line of a log of JSON where that is wanted.
   *
   * @param format what was given for LUMEN_LOG_FORMAT, whatever it is; the settings may be at fault
   */
  public static String refusal(String format, String message) {
    return LogFormat.JSON.toString().equals(format) ? line("SEVERE", message) : message;
  }

  private static String line(String level, String message) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("at", Instant.now());
    line.put("level", level);
    line.put("logger", Main.class.getName());
    line.put("message", message);
    return Json.text(line);
  }
}
