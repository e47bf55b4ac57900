package dev.lumen.server;

import dev.lumen.server.account.AuthMode;
import dev.lumen.server.checkup.AddressCheck;
import dev.lumen.server.checkup.BackupCheck;
import dev.lumen.server.checkup.DatabaseCheck;
import dev.lumen.server.checkup.Finding;
import dev.lumen.server.checkup.MachineCheck;
import dev.lumen.server.checkup.ReplicaCheck;
import dev.lumen.server.database.DatabaseException;
import dev.lumen.server.database.EmbeddedPostgresServer;
import dev.lumen.server.database.PostgresServer;
import dev.lumen.server.database.ReplicaSettings;
import dev.lumen.server.model.ModelLook;
import dev.lumen.server.model.ModelSettings.Endpoint;
import dev.lumen.server.redis.RedisLink;
import io.lettuce.core.RedisException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Looks at everything that a server with these settings needs. Shows no secret. */
public final class Checkup {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** Whoever answers bit by bit keeps to no patience of its own. */
  private static final Duration DEADLINE = Duration.ofSeconds(5);

  /** The embedded database may have to be started, and to read its log before that. */
  private static final Duration DATABASE_DEADLINE = Duration.ofSeconds(60);

  private final Settings settings;
  private final Clock clock = Clock.systemUTC();
  private final List<Finding> findings = new CopyOnWriteArrayList<>();

  private Checkup(Settings settings) {
    this.settings = settings;
  }

  /** What was found, in the order in which things depend on each other. */
  public static List<Finding> of(Settings settings) {
    Logging.configure();
    List<Finding> findings = new ArrayList<>();
    within(DEADLINE, "data folder", settings, Checkup::machine, findings);
    within(DATABASE_DEADLINE, "database", settings, Checkup::database, findings);
    within(DEADLINE, "server", settings, Checkup::server, findings);
    within(DEADLINE, "redis", settings, Checkup::redis, findings);
    within(DEADLINE, "model", settings, Checkup::model, findings);
    within(DEADLINE, "encryption", settings, Checkup::access, findings);
    within(DEADLINE, "backups", settings, Checkup::backups, findings);
    within(DEADLINE, "webhook", settings, Checkup::webhook, findings);
    within(DEADLINE, "traces", settings, Checkup::traces, findings);
    return List.copyOf(findings);
  }

  /** Looks at one thing, and says so where that comes to no end. */
  private static void within(
      Duration deadline,
      String subject,
      Settings settings,
      Consumer<Checkup> look,
      List<Finding> findings) {
    Checkup checkup = new Checkup(settings);
    FutureTask<?> looking = new FutureTask<>(() -> look.accept(checkup), null);
    Thread.ofVirtual().name("check-" + subject).start(looking);
    try {
      looking.get(deadline.toSeconds(), TimeUnit.SECONDS);
      findings.addAll(checkup.findings);
    } catch (TimeoutException e) {
      looking.cancel(true);
      findings.addAll(checkup.findings);
      findings.add(
          Finding.fail(
              subject,
              "the check has come to no end within %d s".formatted(deadline.toSeconds()),
              "something answers there, but too slowly: is it overloaded, frozen, or another program?"));
    } catch (ExecutionException e) {
      throw new IllegalStateException("The check of " + subject + " failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void machine() {
    findings.addAll(MachineCheck.look(settings.dataDir()));
  }

  private void database() {
    String url = settings.databaseUrl();
    Path folder = settings.dataDir();
    if (url == null && !EmbeddedPostgresServer.existsIn(folder)) {
      findings.add(Finding.ok("database", "none yet in " + folder + "; the first start makes it"));
      return;
    }
    try (PostgresServer server = CommandDatabase.open(settings)) {
      new DatabaseCheck(server, clock, findings).look();
      ReplicaSettings standby = settings.replica();
      if (standby != null) {
        findings.add(ReplicaCheck.look(server, standby));
      }
    } catch (DatabaseException e) {
      findings.add(Finding.fail("database", String.valueOf(e.getMessage()), ""));
    }
  }

  private void server() {
    URI health = URI.create(settings.address(settings.port()) + "/health");
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      long begun = System.nanoTime();
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(health).timeout(PATIENCE).build(),
              HttpResponse.BodyHandlers.ofString());
      String found =
          "%s answers %d in %d ms"
              .formatted(health, answer.statusCode(), (System.nanoTime() - begun) / 1_000_000);
      findings.add(
          answer.body().contains("\"healthy\"")
              ? Finding.ok("server", found + ": healthy")
              : Finding.fail(
                  "server", found + ": not healthy", "curl " + health + " says what is missing"));
    } catch (HttpConnectTimeoutException e) {
      findings.add(away(health));
    } catch (HttpTimeoutException e) {
      findings.add(
          Finding.fail(
              "server",
              "something listens at %s, but does not answer within %d s"
                  .formatted(health, PATIENCE.toSeconds()),
              "is it frozen, or another program? jstack shows what a server does"));
    } catch (IOException | IllegalArgumentException e) {
      findings.add(away(health));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Finding away(URI health) {
    return Finding.warn(
        "server", "nothing answers at " + health, "if it should run: ./lumen serve");
  }

  private void redis() {
    String url = settings.queue().redisUrl();
    if (url == null) {
      return;
    }
    try (RedisLink link = RedisLink.open(url)) {
      Instant end = clock.instant().plus(PATIENCE);
      while (link.commands().isEmpty() && clock.instant().isBefore(end)) {
        Thread.sleep(20);
      }
      boolean there = link.commands().map(commands -> commands.ping().equals("PONG")).orElse(false);
      findings.add(
          there
              ? Finding.ok("redis", "it answers")
              : Finding.fail(
                  "redis",
                  "the server of LUMEN_REDIS_URL does not answer",
                  "start it, or check the address and the password; turns go on without it, more slowly between nodes"));
    } catch (RedisException e) {
      findings.add(
          Finding.fail(
              "redis",
              "the server of LUMEN_REDIS_URL refuses",
              "check its password and version, 7 or newer"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Asks which models there are, which costs nothing. */
  private void model() {
    Endpoint endpoint = settings.model().endpoint();
    if (endpoint == null) {
      return;
    }
    try {
      ModelLook look = ModelLook.at(endpoint, PATIENCE);
      String found = endpoint.name() + " " + look.result().sentence();
      findings.add(
          look.result() == ModelLook.Result.THERE
              ? Finding.ok("model", "%s, in %d ms".formatted(found, look.millis()))
              : Finding.fail("model", found, advice(look.result())));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    boolean plain = "http".equals(endpoint.address().getScheme());
    if (plain && !SettingsReader.isLoopback(endpoint.address().getHost())) {
      findings.add(
          Finding.warn(
              "model", "what is said goes to it without encryption", "give an https address"));
    }
  }

  private static String advice(ModelLook.Result result) {
    String what =
        switch (result) {
          case UNKNOWN -> "LUMEN_MODEL_NAME";
          case UNAUTHORISED -> "LUMEN_MODEL_API_KEY";
          default -> "the server and LUMEN_MODEL_URL";
        };
    return "check " + what + "; until then replies are local and turns cleaned by rules alone";
  }

  private void access() {
    findings.add(
        settings.auth() == AuthMode.DEV
            ? Finding.warn(
                "sign-in",
                "LUMEN_AUTH=dev lets everybody on this machine in",
                "only for development")
            : Finding.ok("sign-in", "every call needs a token"));
    SecuritySettings.TlsFiles tls = settings.security().tls();
    if (tls != null) {
      findings.add(certificate(tls));
    } else if (!SettingsReader.isLoopback(settings.host())) {
      findings.add(
          Finding.warn(
              "encryption",
              "the server listens on %s without TLS".formatted(settings.host()),
              "put a proxy with TLS in front, or give LUMEN_TLS_CERTIFICATE and LUMEN_TLS_KEY"));
    }
  }

  private Finding certificate(SecuritySettings.TlsFiles tls) {
    try {
      Instant end = ServerCertificate.validUntil(tls);
      long days = Duration.between(clock.instant(), end).toDays();
      String found = "the certificate is good until %s".formatted(end);
      if (days < 0) {
        return Finding.fail("encryption", found, "renew it: clients refuse it");
      }
      return days < 14
          ? Finding.warn("encryption", found, "renew it; a new file is read within a minute")
          : Finding.ok("encryption", found);
    } catch (StartupException e) {
      return Finding.fail("encryption", String.valueOf(e.getMessage()), "");
    }
  }

  private void backups() {
    if (settings.operations().backupAt() == null) {
      findings.add(
          Finding.warn(
              "backups", "none is made by itself", "LUMEN_BACKUP_AT=03:30 makes one every day"));
      return;
    }
    findings.add(BackupCheck.look(settings.storedBackups(), clock.instant()));
  }

  private void webhook() {
    URI webhook = settings.monitoring().alertWebhook();
    if (webhook != null) {
      findings.add(AddressCheck.look("webhook", "LUMEN_ALERT_WEBHOOK", webhook, PATIENCE));
    }
  }

  private void traces() {
    URI collector = settings.monitoring().otlpEndpoint();
    if (collector != null) {
      findings.add(AddressCheck.look("traces", "LUMEN_OTLP_ENDPOINT", collector, PATIENCE));
    }
  }
}
