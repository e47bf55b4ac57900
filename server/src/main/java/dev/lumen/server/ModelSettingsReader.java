package dev.lumen.server;

import dev.lumen.server.model.ModelSettings;
import dev.lumen.server.model.ModelSettings.Endpoint;
import dev.lumen.server.model.Provider;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads {@link ModelSettings}, or says what is wrong. */
final class ModelSettingsReader {
  private static final String STANDARD_GEMINI = "gemini-2.5-flash-lite";
  private static final String STANDARD_OPENAI = "gpt-4.1-mini";

  private final Function<Setting, Optional<String>> values;

  /**
   * @param values what each setting was given, stripped; empty for nothing
   */
  ModelSettingsReader(Function<Setting, Optional<String>> values) {
    this.values = values;
  }

  ModelSettings read(int deadlineMillis, int patienceMillis, int calls) {
    return new ModelSettings(
        endpoint(), Duration.ofMillis(deadlineMillis), Duration.ofMillis(patienceMillis), calls);
  }

  private @Nullable Endpoint endpoint() {
    String key = key();
    String named =
        values
            .apply(Setting.MODEL_PROVIDER)
            .orElse(key == null ? "none" : "gemini")
            .toLowerCase(Locale.ROOT);
    if (named.equals("none")) {
      return null;
    }
    Provider provider =
        Arrays.stream(Provider.values())
            .filter(it -> it.wireName().equals(named))
            .findFirst()
            .orElseThrow(
                () ->
                    new SettingsException(
                        "LUMEN_MODEL_PROVIDER is \"%s\"; it may be none or gemini or openai or ollama."
                            .formatted(named)));
    URI given = address();
    boolean needsKey =
        provider == Provider.GEMINI || (provider == Provider.OPENAI && given == null);
    if (needsKey && key == null) {
      throw new SettingsException(
          "LUMEN_MODEL_PROVIDER is %s, which asks for a key: give it in LUMEN_MODEL_API_KEY."
              .formatted(named));
    }
    return new Endpoint(
        provider,
        model(provider, given != null),
        given == null ? provider.standardAddress() : given,
        key);
  }

  /** It goes into a header, whose checks would show it in their complaints. */
  private @Nullable String key() {
    String given = values.apply(Setting.MODEL_API_KEY).orElse(null);
    if (given != null && !given.matches("[!-~]+")) {
      throw new SettingsException(
          "LUMEN_MODEL_API_KEY is no key (its value is not shown): it has a space, a line's end or a letter that no key has.");
    }
    return given;
  }

  private String model(Provider provider, boolean elsewhere) {
    String name = name(provider, elsewhere);
    if (!name.matches("[\\w.:/@+-]{1,200}")) {
      throw new SettingsException(
          "LUMEN_MODEL_NAME is \"%s\"; a model's name looks like gemini-2.5-flash-lite or llama3.2:3b."
              .formatted(name));
    }
    // Gemini's own lists show names with what they are in front.
    return provider == Provider.GEMINI ? name.replaceFirst("^models/", "") : name;
  }

  private String name(Provider provider, boolean elsewhere) {
    return values
        .apply(Setting.MODEL_NAME)
        .or(
            () ->
                switch (provider) {
                  case GEMINI -> Optional.of(STANDARD_GEMINI);
                  case OPENAI -> elsewhere ? Optional.empty() : Optional.of(STANDARD_OPENAI);
                  case OLLAMA -> Optional.empty();
                })
        .orElseThrow(
            () ->
                new SettingsException(
                    "LUMEN_MODEL_NAME is missing: say which of the models there is to be asked, for example llama3.2."));
  }

  private @Nullable URI address() {
    String given = values.apply(Setting.MODEL_URL).orElse(null);
    if (given == null) {
      return null;
    }
    try {
      URI address = URI.create(given.replaceAll("/+$", ""));
      if (address.getHost() != null
          && address.getRawQuery() == null
          && String.valueOf(address.getScheme()).matches("https?")) {
        return address;
      }
    } catch (IllegalArgumentException e) {
      // Answered below, like an address of another kind.
    }
    throw new SettingsException(
        "LUMEN_MODEL_URL is no http or https address (its value is not shown, as it may hold a secret). It looks like http://127.0.0.1:11434 or https://models.example.org/v1.");
  }
}
