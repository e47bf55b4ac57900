package dev.lumen.server;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * How the server is watched. {@link Setting} describes each value.
 *
 * @param alertWebhook where alerts are posted; null for nowhere
 * @param reportDays how many days daily reports are kept
 * @param otlpEndpoint where traces of turns are sent; null for nowhere
 */
public record MonitoringSettings(
    @Nullable URI alertWebhook, int reportDays, @Nullable URI otlpEndpoint) {

  /** Nothing leaves the machine. */
  public static final MonitoringSettings STANDARD = new MonitoringSettings(null, 400, null);

  /** The settings without their secrets: addresses may hold passwords. */
  @Override
  public String toString() {
    return "MonitoringSettings[alertWebhook="
        + (alertWebhook == null ? "none" : "(set, not shown)")
        + ", reportDays="
        + reportDays
        + ", otlpEndpoint="
        + (otlpEndpoint == null ? "none" : "(set, not shown)")
        + "]";
  }
}
