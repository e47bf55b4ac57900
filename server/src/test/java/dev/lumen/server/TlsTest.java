package dev.lumen.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("S-07: HTTPS with a certificate from files")
class TlsTest {
  @TempDir private Path folder;

  private KeyStore certificate(String algorithm, String... more) throws Exception {
    Path store = folder.resolve("store.p12");
    Files.deleteIfExists(store);
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    ProcessBuilder command =
        new ProcessBuilder(
            keytool,
            "-genkeypair",
            "-alias",
            "server",
            "-keyalg",
            algorithm,
            "-storetype",
            "PKCS12",
            "-keystore",
            store.toString(),
            "-storepass",
            "only-a-test",
            "-dname",
            "CN=localhost",
            "-ext",
            "SAN=IP:127.0.0.1,DNS:localhost",
            "-validity",
            "2");
    command.command().addAll(java.util.List.of(more));
    Process process = command.redirectErrorStream(true).start();
    process.getInputStream().readAllBytes();
    assertThat(process.waitFor()).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, "only-a-test".toCharArray());
    }
    Files.writeString(
        folder.resolve("cert.pem"), pem("CERTIFICATE", keys.getCertificate("server").getEncoded()));
    Files.writeString(
        folder.resolve("key.pem"),
        pem("PRIVATE KEY", keys.getKey("server", "only-a-test".toCharArray()).getEncoded()));
    return keys;
  }

  private static String pem(String name, byte[] bytes) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(name, Base64.getMimeEncoder().encodeToString(bytes), name);
  }

  private Map<String, String> settings() {
    return Map.of(
        "LUMEN_TLS_CERTIFICATE", folder.resolve("cert.pem").toString(),
        "LUMEN_TLS_KEY", folder.resolve("key.pem").toString());
  }

  private static HttpClient trusting(KeyStore keys) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("server", keys.getCertificate("server"));
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return HttpClient.newBuilder().sslContext(context).build();
  }

  @ParameterizedTest
  @CsvSource({"RSA, -keysize, 2048", "EC, -groupname, secp256r1"})
  void answers_https_and_asks_browsers_to_stay_with_it(
      String algorithm, String option, String value) throws Exception {
    KeyStore keys = certificate(algorithm, option, value);
    try (RunningServer server = RunningServer.with(settings());
        HttpClient client = trusting(keys)) {
      assertThat(server.server().address().getScheme()).isEqualTo("https");
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(server.server().address().resolve("/health")).build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("strict-transport-security")).isPresent();
    }
  }

  @Test
  void files_that_cannot_be_used_stop_the_start_and_say_why() throws Exception {
    certificate("RSA");
    Files.writeString(folder.resolve("key.pem"), "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n");
    assertThatThrownBy(() -> RunningServer.with(settings()))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("key.pem")
        .hasMessageContaining("openssl pkcs8")
        .hasMessageNotContaining("AAAA");
  }
}
