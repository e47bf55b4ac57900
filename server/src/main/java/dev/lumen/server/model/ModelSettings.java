package dev.lumen.server.model;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Whether a language model is asked, and which.
 *
 * @param endpoint the model; null for none
 * @param deadline how long the cleaning of a turn waits for it
 * @param patience how long a reply waits for its first words, and between any two
 * @param calls how many calls may run at once
 */
public record ModelSettings(
    @Nullable Endpoint endpoint, Duration deadline, Duration patience, int calls) {
  /** Nothing leaves the machine. */
  public static final ModelSettings NONE =
      new ModelSettings(null, Duration.ofMillis(400), Duration.ofSeconds(3), 16);

  /**
   * A model and where it is.
   *
   * @param provider the protocol
   * @param model its name there
   * @param address what paths are appended to, without a slash at the end
   * @param apiKey what it is shown; null where it asks for none
   */
  public record Endpoint(Provider provider, String model, URI address, @Nullable String apiKey) {
    /** Provider and model, for instance {@code gemini/gemini-2.5-flash-lite}. */
    public String name() {
      return provider.wireName() + "/" + model;
    }

    /** Without the key; the address may hold a password, so only its host is shown. */
    @Override
    public String toString() {
      return "Endpoint[%s at %s, apiKey=%s]"
          .formatted(name(), address.getHost(), apiKey == null ? "none" : "(set, not shown)");
    }
  }
}
