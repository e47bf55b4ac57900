package dev.lumen.server.account;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import dev.lumen.server.Api;
import dev.lumen.server.Api.Reply;
import dev.lumen.server.RunningServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@DisplayName("S-01: tokens of another issuer, checked with the keys it publishes")
@TestInstance(Lifecycle.PER_CLASS)
class IssuerKeysTest {
  private static final String ISSUER = "https://project.example/auth/v1";
  private static final String SECRET = "the secret of this server, 32 bytes and more";
  private static final String ME = "/api/v1/account";

  private final ECKey ec = generate();
  private final RSAKey rsa = generateRsa();
  private HttpServer issuer;
  private RunningServer server;

  @BeforeAll
  void start() throws IOException {
    issuer = publish(0, List.of(ec, rsa));
    server = RunningServer.with(settings(address(issuer)));
  }

  @AfterAll
  void stop() {
    server.close();
    issuer.stop(0);
  }

  private static Map<String, String> settings(String keys) {
    return Map.of(
        "LUMEN_LIMITS", "off",
        "LUMEN_JWT_SECRET", SECRET,
        "LUMEN_JWKS_URL", keys,
        "LUMEN_JWT_ISSUER", ISSUER,
        "LUMEN_JWT_NEW_USERS", "create");
  }

  private static String address(HttpServer issuer) {
    return "http://127.0.0.1:" + issuer.getAddress().getPort() + "/jwks.json";
  }

  private static HttpServer publish(int port, List<JWK> keys) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    byte[] set = new JWKSet(keys).toPublicJWKSet().toString().getBytes(UTF_8);
    server.createContext(
        "/jwks.json",
        exchange -> {
          exchange.sendResponseHeaders(200, set.length);
          exchange.getResponseBody().write(set);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static ECKey generate() {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID("ec-1").generate();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  private static RSAKey generateRsa() {
    try {
      return new RSAKeyGenerator(2048).keyID("rsa-1").generate();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  private static JWTClaimsSet.Builder claims(UUID user) {
    return new JWTClaimsSet.Builder()
        .subject(user.toString())
        .issuer(ISSUER)
        .audience("authenticated")
        .claim("role", "service_role")
        .claim("email", user + "@example.org")
        .expirationTime(Date.from(Instant.now().plusSeconds(600)));
  }

  private static String signed(
      JWTClaimsSet.Builder claims, JWSAlgorithm algorithm, String key, JWSSigner signer)
      throws JOSEException {
    SignedJWT token =
        new SignedJWT(new JWSHeader.Builder(algorithm).keyID(key).build(), claims.build());
    token.sign(signer);
    return token.serialize();
  }

  private String es256(JWTClaimsSet.Builder claims) throws JOSEException {
    return signed(claims, JWSAlgorithm.ES256, "ec-1", new ECDSASigner(ec));
  }

  private Reply me(String token) {
    return server.api().as(token).get(ME);
  }

  @Test
  @DisplayName("X-19: a newcomer becomes an ordinary user, whatever role the token claims")
  void a_newcomer_becomes_a_user() throws Exception {
    UUID user = UUID.randomUUID();
    Reply reply = me(es256(claims(user)));
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.text("id")).isEqualTo(user.toString());
    assertThat(reply.text("role")).isEqualTo("user");
    Api newcomer = server.api().as(es256(claims(user)));
    assertThat(newcomer.get("/api/v1/conversations/" + newcomer.newConversation("Mine")).status())
        .isEqualTo(200);
    UUID other = UUID.randomUUID();
    assertThat(
            me(signed(claims(other), JWSAlgorithm.RS256, "rsa-1", new RSASSASigner(rsa))).status())
        .isEqualTo(200);
  }

  @Test
  @DisplayName("AUTH_001: an address that somebody else has is not taken over")
  void no_account_is_taken_over() throws Exception {
    String token = es256(claims(UUID.randomUUID()).claim("email", RunningServer.ADMIN_EMAIL));
    assertThat(me(token).text("error.code")).isEqualTo("AUTH_001");
    assertThat(me(es256(claims(UUID.randomUUID()).claim("email", null))).text("error.code"))
        .isEqualTo("AUTH_001");
  }

  @Test
  @DisplayName("AUTH_001, AUTH_002: another issuer, another key, another algorithm, another time")
  void refused() throws Exception {
    UUID user = UUID.randomUUID();
    assertThat(me(es256(claims(user).issuer("https://evil.example"))).text("error.code"))
        .isEqualTo("AUTH_001");
    ECKey forged = new ECKeyGenerator(Curve.P_256).keyID("ec-1").generate();
    assertThat(
            me(signed(claims(user), JWSAlgorithm.ES256, "ec-1", new ECDSASigner(forged)))
                .text("error.code"))
        .isEqualTo("AUTH_001");
    // The public key as a secret: the oldest trick there is.
    byte[] known = rsa.toRSAPublicKey().getEncoded();
    assertThat(
            me(signed(claims(user), JWSAlgorithm.HS256, "rsa-1", new MACSigner(known)))
                .text("error.code"))
        .isEqualTo("AUTH_001");
    assertThat(
            me(es256(claims(user).expirationTime(Date.from(Instant.now().minusSeconds(5)))))
                .text("error.code"))
        .isEqualTo("AUTH_002");
  }

  @Test
  @DisplayName("S-01: a token signed with the shared secret is as good")
  void the_shared_secret() throws Exception {
    UUID user = UUID.randomUUID();
    String token =
        signed(claims(user), JWSAlgorithm.HS256, "any", new MACSigner(SECRET.getBytes(UTF_8)));
    assertThat(me(token).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("SYS_002: without the issuer's keys its tokens wait, and it heals by itself")
  void the_issuer_is_away() throws Exception {
    HttpServer gone = publish(0, List.of(ec));
    int port = gone.getAddress().getPort();
    gone.stop(0);
    try (RunningServer alone = RunningServer.with(settings(address(gone)))) {
      String token = es256(claims(UUID.randomUUID()));
      Reply reply = alone.api().as(token).get(ME);
      assertThat(reply.status()).isEqualTo(502);
      assertThat(reply.text("error.code")).isEqualTo("SYS_002");
      assertThat(reply.at("recovery.retry_after_ms").asInt()).isPositive();
      assertThat(alone.asAdministrator().get(ME).status()).isEqualTo(200);
      HttpServer back = publish(port, List.of(ec));
      try {
        assertThat(alone.api().as(token).get(ME).status()).isEqualTo(200);
      } finally {
        back.stop(0);
      }
    }
  }
}
