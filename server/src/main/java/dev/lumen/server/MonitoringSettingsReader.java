package dev.lumen.server;

import java.net.URI;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads {@link MonitoringSettings}, or says what is wrong. */
final class MonitoringSettingsReader {
  private final Function<Setting, Optional<String>> values;

  /**
   * @param values what each setting was given, stripped; empty for nothing
   */
  MonitoringSettingsReader(Function<Setting, Optional<String>> values) {
    this.values = values;
  }

  MonitoringSettings read(int reportDays) {
    return new MonitoringSettings(
        address(Setting.ALERT_WEBHOOK), reportDays, address(Setting.OTLP_ENDPOINT));
  }

  private @Nullable URI address(Setting setting) {
    String given = values.apply(setting).orElse(null);
    if (given == null) {
      return null;
    }
    try {
      URI address = URI.create(given);
      if (address.getHost() != null && String.valueOf(address.getScheme()).matches("https?")) {
        return address;
      }
    } catch (IllegalArgumentException e) {
      // Answered below, like an address of another kind.
    }
    throw new SettingsException(
        setting.displayName()
            + " is no http or https address (its value is not shown, as it may hold a secret).");
  }
}
