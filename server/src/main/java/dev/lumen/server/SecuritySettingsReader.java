package dev.lumen.server;

import dev.lumen.server.SecuritySettings.Issuer;
import dev.lumen.server.SecuritySettings.TlsFiles;
import dev.lumen.server.api.AddressRanges;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@link SecuritySettings}, or says what is wrong. */
final class SecuritySettingsReader {
  private static final Pattern ORIGIN =
      Pattern.compile("https?://[^/?#@\\s]+", Pattern.CASE_INSENSITIVE);

  private final Function<Setting, Optional<String>> values;

  /**
   * @param values what each setting was given, stripped; empty for nothing
   */
  SecuritySettingsReader(Function<Setting, Optional<String>> values) {
    this.values = values;
  }

  SecuritySettings read(int auditDays) {
    return new SecuritySettings(
        list(Setting.CORS_ORIGINS).stream().map(SecuritySettingsReader::origin).toList(),
        address(Setting.PUBLIC_URL),
        issuer(),
        tls(),
        proxies(),
        auditDays);
  }

  private static String origin(String text) {
    if (!ORIGIN.matcher(text).matches()) {
      throw new SettingsException(
          "%s has \"%s\"; an origin looks like https://app.example.org, and * is not one: name each."
              .formatted(Setting.CORS_ORIGINS.displayName(), text));
    }
    return text;
  }

  private Issuer issuer() {
    URI keys = address(Setting.JWKS_URL);
    if (keys != null && keys.getScheme().equals("http") && !isLoopback(keys)) {
      throw new SettingsException(
          "LUMEN_JWKS_URL begins with http:, so anybody on the way could put in keys of their own. Give an https address.");
    }
    String newUsers = values.apply(Setting.JWT_NEW_USERS).orElse("refuse");
    if (!newUsers.equals("refuse") && !newUsers.equals("create")) {
      throw new SettingsException(
          "LUMEN_JWT_NEW_USERS is \"%s\"; it may be refuse or create.".formatted(newUsers));
    }
    return new Issuer(
        keys, values.apply(Setting.JWT_ISSUER).orElse(null), newUsers.equals("create"));
  }

  private @Nullable TlsFiles tls() {
    String certificate = values.apply(Setting.TLS_CERTIFICATE).orElse(null);
    String key = values.apply(Setting.TLS_KEY).orElse(null);
    if ((certificate == null) != (key == null)) {
      throw new SettingsException(
          "LUMEN_TLS_CERTIFICATE and LUMEN_TLS_KEY belong together: give both, or neither for plain HTTP.");
    }
    return certificate == null || key == null
        ? null
        : new TlsFiles(Path.of(certificate).toAbsolutePath(), Path.of(key).toAbsolutePath());
  }

  private List<String> proxies() {
    List<String> proxies = list(Setting.TRUSTED_PROXIES);
    try {
      AddressRanges.of(proxies);
      return proxies;
    } catch (IllegalArgumentException e) {
      throw new SettingsException(
          "LUMEN_TRUSTED_PROXIES takes addresses and ranges such as 127.0.0.1, 10.0.0.0/8; one of \"%s\" is neither."
              .formatted(String.join(", ", proxies)));
    }
  }

  private @Nullable URI address(Setting setting) {
    String given = values.apply(setting).orElse(null);
    if (given == null) {
      return null;
    }
    try {
      URI address = new URI(given.endsWith("/") ? given.substring(0, given.length() - 1) : given);
      if (address.getHost() != null
          && address.getUserInfo() == null
          && List.of("http", "https").contains(String.valueOf(address.getScheme()))) {
        return address;
      }
    } catch (URISyntaxException e) {
      // Answered below, like an address of another kind.
    }
    throw new SettingsException(
        "%s is \"%s\"; it must be an address that begins with https:// or http://."
            .formatted(setting.displayName(), given));
  }

  private static boolean isLoopback(URI address) {
    return SettingsReader.isLoopback(address.getHost().replaceAll("[\\[\\]]", ""));
  }

  private List<String> list(Setting setting) {
    return values.apply(setting).stream()
        .flatMap(text -> Arrays.stream(text.split(",")))
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .toList();
  }
}
