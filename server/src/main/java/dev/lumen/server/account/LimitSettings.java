package dev.lumen.server.account;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The limits of a server.
 *
 * @param rates a class that is not in it has no limit
 * @param guessing whether wrong passwords are counted
 */
public record LimitSettings(Map<RouteClass, Rate> rates, boolean guessing) {
  /** Limits that no sensible client meets. */
  public static final LimitSettings DEFAULT =
      new LimitSettings(
          Map.of(
              RouteClass.TURNS, Rate.smooth(600),
              RouteClass.STATUS, Rate.smooth(3_000),
              RouteClass.AUTH, Rate.smooth(300),
              RouteClass.OTHER, Rate.smooth(6_000)),
          true);

  /** Exactly 10 turns and 60 status requests a minute (S-05). */
  public static final LimitSettings STRICT =
      DEFAULT.with(RouteClass.TURNS, Rate.exact(10)).with(RouteClass.STATUS, Rate.exact(60));

  private static final Pattern VALUE =
      Pattern.compile("(turns|status|auth|other)\\s*=\\s*(off|\\d{1,8})");

  /** None at all. */
  public static final LimitSettings OFF = new LimitSettings(Map.of(), false);

  public LimitSettings {
    rates = Map.copyOf(rates);
  }

  /**
   * Reads {@code default}, {@code strict} or {@code off}, and behind it values of one's own, each a
   * number a minute or {@code off}: {@code strict,turns=20,status=off}. Empty for anything else.
   */
  public static Optional<LimitSettings> parse(String text) {
    List<String> parts =
        Arrays.stream(text.toLowerCase(Locale.ROOT).split(",", -1)).map(String::strip).toList();
    Optional<LimitSettings> settings = named(parts.getFirst());
    for (String part : parts.subList(1, parts.size())) {
      settings = settings.flatMap(sofar -> sofar.changed(part));
    }
    return settings;
  }

  private static Optional<LimitSettings> named(String name) {
    return switch (name) {
      case "default" -> Optional.of(DEFAULT);
      case "strict" -> Optional.of(STRICT);
      case "off" -> Optional.of(OFF);
      default -> Optional.empty();
    };
  }

  private Optional<LimitSettings> changed(String part) {
    Matcher value = VALUE.matcher(part);
    if (!value.matches()) {
      return Optional.empty();
    }
    RouteClass type = RouteClass.valueOf(value.group(1).toUpperCase(Locale.ROOT));
    if (value.group(2).equals("off")) {
      Map<RouteClass, Rate> changed = new HashMap<>(rates);
      changed.remove(type);
      return Optional.of(new LimitSettings(changed, guessing));
    }
    int perMinute = Integer.parseInt(value.group(2));
    return perMinute == 0
        ? Optional.empty()
        : Optional.of(with(type, exact() ? Rate.exact(perMinute) : Rate.smooth(perMinute)));
  }

  private boolean exact() {
    return rates.values().stream().anyMatch(rate -> !rate.smooth());
  }

  /** The same with another rate for one class. */
  public LimitSettings with(RouteClass routeClass, Rate rate) {
    Map<RouteClass, Rate> changed = new EnumMap<>(RouteClass.class);
    changed.putAll(rates);
    changed.put(routeClass, rate);
    return new LimitSettings(changed, guessing);
  }
}
