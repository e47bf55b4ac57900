package dev.lumen.server.model;

import java.util.List;
import java.util.Map;

/** How a provider writes its answers, after its documentation. */
interface Wire {

  /** A part of an answer. */
  String piece(String text);

  /** The end of one: {@code stop}, {@code length} or {@code blocked}. */
  List<String> end(String why);

  /** An answer that is none, for reasons of safety. */
  List<String> blocked();

  /** An error after the answer has begun. */
  List<String> failure();

  /** The body of a status other than 200. */
  String error(int status, String sentence);

  /** Where a model is asked. */
  String path(String model);

  /** The header that shows the key. */
  Map<String, String> key(String key);

  /** What a request for JSON holds. */
  String jsonMode();

  /** Where a request has its parameters. */
  Parameters parameters();

  /**
   * Where parameters stand in a request.
   *
   * @param at the pointer of the object that holds them
   */
  record Parameters(String at, String temperature, String maxTokens, String topP) {}

  /** The answer to which models there are. */
  String models(String model);

  /** An event of a stream. */
  static String event(String data) {
    return "data: " + data + "\r\n\r\n";
  }
}
