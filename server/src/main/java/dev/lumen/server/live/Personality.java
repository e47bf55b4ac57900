package dev.lumen.server.live;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The manners in which replies are given. */
public enum Personality {
  FRIENDLY_NEUTRAL(
      "Friendly and even: short sentences, no slang, one question at a time.",
      "Hello, good to have you here. What would you like to talk about?",
      "Are you still there? Take your time."),
  SASSY_ENGLISH(
      "British and quick-witted: dry humour, never unkind, and always an answer first.",
      "Well, hello there. Kettle's on; what are we putting the world to rights about?",
      "Cat got your tongue? I can wait, I have biscuits."),
  BLUNT_AMERICAN(
      "American and direct: says what it thinks in the first sentence, without small talk.",
      "Hey. Let's get straight to it: what's on your mind?",
      "Still with me? Your move.");

  private static final Map<String, Personality> BY_NAME =
      Arrays.stream(values()).collect(Collectors.toMap(Personality::wireName, Function.identity()));

  private final String description;
  private final String welcome;
  private final String idlePrompt;

  Personality(String description, String welcome, String idlePrompt) {
    this.description = description;
    this.welcome = welcome;
    this.idlePrompt = idlePrompt;
  }

  /** As it stands on the wire and in the store. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** How it speaks, in one sentence: shown to people, and told to a model. */
  public String description() {
    return description;
  }

  /** What it says first. */
  public String welcome() {
    return welcome;
  }

  /** What it says when nobody has spoken for a while. */
  public String idlePrompt() {
    return idlePrompt;
  }

  /** All of them by their wire names. */
  public static Map<String, Personality> byName() {
    return BY_NAME;
  }

  /** The one of that name; the friendly one for a name that is not known any more. */
  static Personality of(String name) {
    return BY_NAME.getOrDefault(name, FRIENDLY_NEUTRAL);
  }

  /** For clients that offer a choice. */
  static List<Shown> shown() {
    return Arrays.stream(values())
        .map(it -> new Shown(it.wireName(), it.description(), it.welcome()))
        .toList();
  }

  /** A personality as the API shows it. */
  record Shown(String id, String description, String welcomeMessage) {}
}
