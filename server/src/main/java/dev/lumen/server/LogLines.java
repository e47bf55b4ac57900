package dev.lumen.server;

import dev.lumen.server.api.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/** What a line of the log looks like. */
final class LogLines {
  private LogLines() {}

  static Formatter in(OperationSettings.LogFormat format) {
    return switch (format) {
      case TEXT -> new Text();
      case JSON -> new JsonLine();
    };
  }

  private static String shortName(LogRecord logged) {
    String name = String.valueOf(logged.getLoggerName());
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static String stack(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text, true));
    return text.toString();
  }

  /** One line for people, and a stack behind it where there is one. */
  private static final class Text extends Formatter {
    @Override
    public String format(LogRecord logged) {
      String line =
          "%s %s %s: %s%n"
              .formatted(
                  logged.getInstant().truncatedTo(ChronoUnit.MILLIS),
                  logged.getLevel().getName(),
                  shortName(logged),
                  formatMessage(logged));
      return logged.getThrown() == null ? line : line + stack(logged.getThrown());
    }
  }

  /** One JSON object on one line, whatever is in it. */
  private static final class JsonLine extends Formatter {
    @Override
    public String format(LogRecord logged) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("at", logged.getInstant());
      line.put("level", logged.getLevel().getName());
      line.put("logger", String.valueOf(logged.getLoggerName()));
      line.put("message", formatMessage(logged));
      if (logged.getThrown() != null) {
        line.put("error", logged.getThrown().getClass().getName());
        line.put("stack", stack(logged.getThrown()));
      }
      return Json.text(line) + "\n";
    }
  }
}
