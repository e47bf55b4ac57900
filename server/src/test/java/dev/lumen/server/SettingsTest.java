package dev.lumen.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lumen.server.account.AuthMode;
import dev.lumen.server.account.LimitSettings;
import dev.lumen.server.account.Rate;
import dev.lumen.server.account.RouteClass;
import dev.lumen.server.database.ReplicaSettings;
import dev.lumen.server.model.ModelSettings;
import dev.lumen.server.model.Provider;
import dev.lumen.server.turn.AfterFailure;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
  private static final Map<String, String> NOTHING = Map.of();

  @Test
  void startsOnLoopbackPort8000WithTokensRequired() {
    Settings settings = Settings.from(NOTHING, Map.of("PATH", "/bin", "XDG_DATA_HOME", "/xdg"));
    assertThat(settings)
        .isEqualTo(
            new Settings(
                "127.0.0.1",
                8000,
                Path.of("/xdg/lumen"),
                null,
                null,
                null,
                null,
                AuthMode.REQUIRED,
                LimitSettings.DEFAULT,
                new QueueSettings(oneForTwoProcessors(), AfterFailure.CONTINUE, null),
                null,
                SecuritySettings.STANDARD,
                OperationSettings.STANDARD,
                MonitoringSettings.STANDARD,
                ModelSettings.NONE));
  }

  private static int oneForTwoProcessors() {
    return Math.max(2, Runtime.getRuntime().availableProcessors() / 2);
  }

  @Test
  void readsEveryVariable() {
    Settings settings =
        Settings.from(
            NOTHING,
            Map.ofEntries(
                Map.entry("LUMEN_AFTER_FAILURE", "hold"),
                Map.entry("LUMEN_REDIS_URL", "redis://:p@cache:6379"),
                Map.entry("LUMEN_HOST", "::1"),
                Map.entry("LUMEN_PORT", "0"),
                Map.entry("LUMEN_DATA_DIR", "/srv/lumen"),
                Map.entry("LUMEN_DATABASE_URL", "postgres://u:p@db/lumen"),
                Map.entry("LUMEN_DATABASE_REPLICA_URL", "postgres://u:p@copy/lumen"),
                Map.entry("LUMEN_DATABASE_REPLICA", "always"),
                Map.entry("LUMEN_ADMIN_EMAIL", "a@example.org"),
                Map.entry("LUMEN_ADMIN_PASSWORD", "quiet-otter"),
                Map.entry("LUMEN_AUTH", "dev"),
                Map.entry("LUMEN_LIMITS", "STRICT"),
                Map.entry("LUMEN_WORKERS", "9"),
                Map.entry("LUMEN_JWT_SECRET", "0123456789abcdef0123456789abcdef")));
    assertThat(settings)
        .isEqualTo(
            new Settings(
                "::1",
                0,
                Path.of("/srv/lumen"),
                "postgres://u:p@db/lumen",
                new ReplicaSettings("postgres://u:p@copy/lumen", ReplicaSettings.Use.ALWAYS),
                "a@example.org",
                "quiet-otter",
                AuthMode.DEV,
                LimitSettings.STRICT,
                new QueueSettings(9, AfterFailure.HOLD, "redis://:p@cache:6379"),
                "0123456789abcdef0123456789abcdef",
                SecuritySettings.STANDARD,
                OperationSettings.STANDARD,
                MonitoringSettings.STANDARD,
                ModelSettings.NONE));
  }

  @Test
  void theCommandLineWinsOverTheEnvironment() {
    Settings settings =
        Settings.from(Map.of("LUMEN_PORT", "9001"), Map.of("LUMEN_PORT", "nonsense"));
    assertThat(settings.port()).isEqualTo(9001);
  }

  @Test
  void anEmptyVariableCountsAsNone() {
    assertThat(Settings.from(NOTHING, Map.of("LUMEN_DATABASE_URL", " ")).databaseUrl()).isNull();
  }

  @Test
  void theLaunchersVariablesAreKnown() {
    Map<String, String> env = Map.of("LUMEN_JAVA_HOME", "/jdk", "LUMEN_JAVA_OPTS", "-Xmx1g");
    assertThat(Settings.from(NOTHING, env).port()).isEqualTo(8000);
  }

  @ParameterizedTest
  @CsvSource({
    "LUMEN_PROT, LUMEN_PORT",
    "LUMEN_DATABASE, LUMEN_DATABASE_URL",
    "LUMEN_WORKER, LUMEN_WORKERS",
    "LUMEN_DATADIR, LUMEN_DATA_DIR"
  })
  void refusesAnUnknownVariableAndNamesTheNearestOne(String unknown, String nearest) {
    assertThatThrownBy(() -> Settings.from(NOTHING, Map.of(unknown, "1")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("no setting " + unknown + ".")
        .hasMessageContaining("Did you mean " + nearest + "?");
  }

  @ParameterizedTest
  @CsvSource({
    "LUMEN_PORT, 65536, a whole number from 0 to 65535",
    "LUMEN_PORT, eighty, a whole number from 0 to 65535",
    "LUMEN_WORKERS, 0, a whole number from 1 to 256",
    "LUMEN_AUTH, none, required or dev",
    "LUMEN_LIMITS, some, default or strict or off"
  })
  void saysWhatAValueMayBe(String variable, String value, String rule) {
    assertThatThrownBy(() -> Settings.from(NOTHING, Map.of(variable, value)))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(variable)
        .hasMessageContaining(value)
        .hasMessageContaining(rule);
  }

  @ParameterizedTest
  @CsvSource({"0.0.0.0", "192.168.1.4", "example.org", "::"})
  void devModeIsRefusedWhereOthersCanReachIt(String host) {
    Map<String, String> env = Map.of("LUMEN_AUTH", "dev", "LUMEN_HOST", host);
    assertThatThrownBy(() -> Settings.from(NOTHING, env))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("loopback");
  }

  @ParameterizedTest
  @CsvSource({"localhost", "127.0.0.1", "127.8.8.8", "::1"})
  void devModeWorksOnALoopbackAddress(String host) {
    Map<String, String> env = Map.of("LUMEN_AUTH", "dev", "LUMEN_HOST", host);
    assertThat(Settings.from(NOTHING, env).auth()).isEqualTo(AuthMode.DEV);
  }

  @Test
  @DisplayName("X-04: limits are named, and single values changed")
  void readsLimits() {
    assertThat(Settings.from(NOTHING, Map.of("LUMEN_LIMITS", "strict, turns=20")).limits())
        .isEqualTo(LimitSettings.STRICT.with(RouteClass.TURNS, Rate.exact(20)));
    assertThat(
            Settings.from(NOTHING, Map.of("LUMEN_LIMITS", "default,status=OFF")).limits().rates())
        .doesNotContainKey(RouteClass.STATUS)
        .containsKey(RouteClass.TURNS);
    for (String wrong : new String[] {"turns=5", "default,turns=0", "default,turn=5", "off,"}) {
      assertThatThrownBy(() -> Settings.from(NOTHING, Map.of("LUMEN_LIMITS", wrong)))
          .isInstanceOf(SettingsException.class)
          .hasMessageContaining("default,turns=1200,status=off");
    }
  }

  @Test
  @DisplayName("S-01, S-07: who may reach the server")
  void readsSecurity() {
    SecuritySettings security =
        Settings.from(
                NOTHING,
                Map.of(
                    "LUMEN_CORS_ORIGINS", "https://a.example, http://b.example:3000",
                    "LUMEN_PUBLIC_URL", "https://lumen.example/",
                    "LUMEN_JWKS_URL", "https://x.supabase.co/auth/v1/.well-known/jwks.json",
                    "LUMEN_JWT_ISSUER", "https://x.supabase.co/auth/v1",
                    "LUMEN_JWT_NEW_USERS", "create",
                    "LUMEN_TLS_CERTIFICATE", "/tls/cert.pem",
                    "LUMEN_TLS_KEY", "/tls/key.pem",
                    "LUMEN_TRUSTED_PROXIES", "127.0.0.1, 10.0.0.0/8",
                    "LUMEN_AUDIT_DAYS", "30"))
            .security();
    assertThat(security.corsOrigins())
        .containsExactly("https://a.example", "http://b.example:3000");
    assertThat(security.publicUrl()).hasToString("https://lumen.example");
    assertThat(security.issuer().newUsers()).isTrue();
    assertThat(security.tls())
        .isEqualTo(
            new SecuritySettings.TlsFiles(Path.of("/tls/cert.pem"), Path.of("/tls/key.pem")));
    assertThat(security.trustedProxies()).containsExactly("127.0.0.1", "10.0.0.0/8");
    assertThat(security.auditDays()).isEqualTo(30);
  }

  @ParameterizedTest
  @CsvSource({
    "LUMEN_CORS_ORIGINS, *, name each",
    "LUMEN_CORS_ORIGINS, https://a.example/path, name each",
    "LUMEN_PUBLIC_URL, lumen.example, https://",
    "LUMEN_JWKS_URL, http://keys.example/jwks.json, https address",
    "LUMEN_JWT_NEW_USERS, yes, refuse or create",
    "LUMEN_TLS_CERTIFICATE, /tls/cert.pem, give both",
    "LUMEN_TRUSTED_PROXIES, proxy.example, neither",
    "LUMEN_TRUSTED_PROXIES, 10.0.0.0/33, neither",
    "LUMEN_AUDIT_DAYS, 0, 1 to 36500"
  })
  void refusesWhatWouldNotBeSafe(String variable, String value, String rule) {
    assertThatThrownBy(() -> Settings.from(NOTHING, Map.of(variable, value)))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(variable)
        .hasMessageContaining(rule);
  }

  @Test
  @DisplayName("which language model is asked: none, Gemini with a key, or what is named")
  void readsTheModel() {
    assertThat(Settings.from(NOTHING, Map.of("GEMINI_API_KEY", "meant for others")).model())
        .isEqualTo(ModelSettings.NONE);
    assertThat(Settings.from(NOTHING, Map.of("LUMEN_MODEL_API_KEY", "k")).model().endpoint())
        .isEqualTo(
            new ModelSettings.Endpoint(
                Provider.GEMINI,
                "gemini-2.5-flash-lite",
                URI.create("https://generativelanguage.googleapis.com/v1beta"),
                "k"));
    Map<String, String> listed =
        Map.of("LUMEN_MODEL_API_KEY", "k", "LUMEN_MODEL_NAME", "models/gemini-2.5-flash");
    assertThat(Settings.from(NOTHING, listed).model().endpoint())
        .extracting(ModelSettings.Endpoint::name)
        .isEqualTo("gemini/gemini-2.5-flash");
    Map<String, String> ollama =
        Map.of(
            "LUMEN_MODEL_PROVIDER", "Ollama",
            "LUMEN_MODEL_NAME", "llama3.2",
            "LUMEN_MODEL_URL", "http://gpu:11434/",
            "LUMEN_MODEL_DEADLINE", "900",
            "LUMEN_MODEL_REPLY_PATIENCE", "1200",
            "LUMEN_MODEL_CALLS", "2");
    assertThat(Settings.from(NOTHING, ollama).model())
        .isEqualTo(
            new ModelSettings(
                new ModelSettings.Endpoint(
                    Provider.OLLAMA, "llama3.2", URI.create("http://gpu:11434"), null),
                Duration.ofMillis(900),
                Duration.ofMillis(1200),
                2));
    assertThat(Settings.from(NOTHING, Map.of()).model().patience())
        .as("well before people ask whether anybody is there")
        .isEqualTo(Duration.ofSeconds(3));
  }

  @ParameterizedTest
  @CsvSource({
    "LUMEN_MODEL_PROVIDER, claude, none or gemini or openai or ollama",
    "LUMEN_MODEL_PROVIDER, gemini, LUMEN_MODEL_API_KEY",
    "LUMEN_MODEL_PROVIDER, openai, LUMEN_MODEL_API_KEY",
    "LUMEN_MODEL_PROVIDER, ollama, LUMEN_MODEL_NAME",
    "LUMEN_MODEL_API_KEY, two words, not shown",
    "LUMEN_MODEL_DEADLINE, 10, 50 to 60000",
    "LUMEN_MODEL_REPLY_PATIENCE, 8s, 50 to 60000",
    "LUMEN_MODEL_CALLS, 0, 1 to 256"
  })
  void saysWhatIsMissingForAModel(String variable, String value, String rule) {
    assertThatThrownBy(() -> Settings.from(NOTHING, Map.of(variable, value)))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(rule);
  }

  @Test
  void noMessageAndNoTextShowsASecret() {
    Map<String, String> env =
        Map.of(
            "LUMEN_DATABASE_URL", "postgresql://u:hidden-1@db/x",
            "LUMEN_ADMIN_PASSWORD", "hidden-2",
            "LUMEN_JWT_SECRET", "hidden-3-hidden-3-hidden-3-hidden-3",
            "LUMEN_MODEL_API_KEY", "hidden-5",
            "LUMEN_MODEL_URL", "https://u:hidden-6@models.example/v1");
    assertThat(Settings.from(NOTHING, env).toString()).doesNotContain("hidden");
    for (String variable :
        new String[] {"LUMEN_DATABASE_URL", "LUMEN_JWT_SECRET", "LUMEN_MODEL_URL"}) {
      Map<String, String> wrong = Map.of("LUMEN_MODEL_API_KEY", "hidden-5", variable, "hidden-4");
      assertThatThrownBy(() -> Settings.from(NOTHING, wrong))
          .isInstanceOf(SettingsException.class)
          .hasMessageContaining(variable)
          .message()
          .doesNotContain("hidden-4");
    }
  }
}
