package dev.lumen.server.realtime.supabase;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Arrays in PostgreSQL's text form: {@code {a,"b c",NULL,{d}}}. */
final class ArrayText {
  private final JsonGenerator json;
  private final String type;
  private final String text;
  private int at;

  private ArrayText(JsonGenerator json, String type, String text) {
    this.json = json;
    this.type = type;
    this.text = text;
  }

  /**
   * @param type the name of the elements' type
   */
  static void write(JsonGenerator json, String type, String text) throws IOException {
    int start = text.indexOf('{'); // Bounds like [2:3]= may stand before it.
    if (start < 0) {
      json.writeString(text);
      return;
    }
    ArrayText array = new ArrayText(json, type, text);
    array.at = start;
    array.array();
  }

  private void array() throws IOException {
    json.writeStartArray();
    at++;
    while (at < text.length() && text.charAt(at) != '}') {
      element();
      if (at < text.length() && text.charAt(at) == ',') {
        at++;
      }
    }
    at++;
    json.writeEndArray();
  }

  private void element() throws IOException {
    char first = text.charAt(at);
    if (first == '{') {
      array();
    } else if (first == '"') {
      RowJson.writeValue(json, type, quoted());
    } else {
      int start = at;
      while (at < text.length() && text.charAt(at) != ',' && text.charAt(at) != '}') {
        at++;
      }
      String value = text.substring(start, at);
      RowJson.writeValue(json, type, value.equals("NULL") ? null : value);
    }
  }

  private String quoted() {
    StringBuilder value = new StringBuilder();
    at++;
    while (at < text.length() && text.charAt(at) != '"') {
      if (text.charAt(at) == '\\' && at + 1 < text.length()) {
        at++;
      }
      value.append(text.charAt(at++));
    }
    at++;
    return value.toString();
  }
}
