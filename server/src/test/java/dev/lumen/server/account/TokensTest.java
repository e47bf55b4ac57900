package dev.lumen.server.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.lumen.server.account.Tokens.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("S-01: access tokens")
class TokensTest {
  private static final String SECRET =
      "super-secret-jwt-token-with-at-least-32-characters-long-for-hs512-too-64";
  private static final UUID USER = UUID.randomUUID();

  private final SettableClock clock = new SettableClock();
  private final Tokens tokens = new Tokens(SigningKey.of(SECRET), clock);

  private JWTClaimsSet.Builder claims() {
    Instant now = clock.instant();
    return new JWTClaimsSet.Builder()
        .subject(USER.toString())
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plusSeconds(3600)));
  }

  private static String signed(JWTClaimsSet.Builder claims, String secret, JWSAlgorithm algorithm) {
    try {
      SignedJWT jwt = new SignedJWT(new JWSHeader(algorithm), claims.build());
      jwt.sign(new MACSigner(secret));
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  private static String signed(JWTClaimsSet.Builder claims) {
    return signed(claims, SECRET, JWSAlgorithm.HS256);
  }

  @Test
  void a_token_names_its_user_and_session_until_its_time_is_over() {
    UUID session = UUID.randomUUID();
    String token = tokens.issue(USER, session);
    assertThat(tokens.verify(token))
        .isEqualTo(new Verdict.Valid(USER, session, clock.instant().plus(Tokens.LIFETIME), null));
    clock.advance(Tokens.LIFETIME.minusMillis(1));
    assertThat(tokens.verify(token)).isInstanceOf(Verdict.Valid.class);
    clock.advance(Duration.ofMillis(1));
    assertThat(tokens.verify(token)).isEqualTo(new Verdict.Expired());
  }

  @Test
  void a_token_of_another_issuer_with_the_same_secret_is_good_and_its_role_ignored() {
    JWTClaimsSet.Builder claims =
        claims()
            .issuer("https://project.supabase.co/auth/v1")
            .audience("authenticated")
            .claim("role", "service_role")
            .claim("email", "someone@example.org")
            .claim("app_metadata", java.util.Map.of("role", "admin"));
    assertThat(tokens.verify(signed(claims)))
        .isEqualTo(
            new Verdict.Valid(
                USER, null, clock.instant().plusSeconds(3600), "someone@example.org"));
  }

  @Test
  void a_key_without_a_subject_lets_nobody_in() {
    assertThat(tokens.verify(signed(claims().subject(null).claim("role", "anon"))))
        .isEqualTo(new Verdict.Invalid());
    assertThat(tokens.verify(signed(claims().subject("admin")))).isEqualTo(new Verdict.Invalid());
  }

  @Test
  void a_token_without_an_end_is_refused() {
    assertThat(tokens.verify(signed(claims().expirationTime(null))))
        .isEqualTo(new Verdict.Invalid());
  }

  @Test
  void a_token_is_not_good_before_its_time() {
    assertThat(
            tokens.verify(
                signed(claims().notBeforeTime(Date.from(clock.instant().plusSeconds(60))))))
        .isEqualTo(new Verdict.Invalid());
  }

  @Test
  void another_key_or_algorithm_is_refused() {
    assertThat(tokens.verify(signed(claims(), SECRET + "x", JWSAlgorithm.HS256)))
        .isEqualTo(new Verdict.Invalid());
    assertThat(tokens.verify(signed(claims(), SECRET, JWSAlgorithm.HS512)))
        .isEqualTo(new Verdict.Invalid());
    assertThat(tokens.verify(new PlainJWT(claims().build()).serialize()))
        .isEqualTo(new Verdict.Invalid());
    String token = signed(claims());
    assertThat(tokens.verify(token.substring(0, token.lastIndexOf('.') + 1)))
        .isEqualTo(new Verdict.Invalid());
  }

  @Test
  @DisplayName("no mutation of a token is good, and none makes the server fail")
  void mutations() {
    long seed = Long.getLong("lumen.fuzz.seed", 1);
    System.out.println("seed of the tokens: " + seed + " (-Dlumen.fuzz.seed)");
    Random random = new Random(seed);
    String token = tokens.issue(USER, UUID.randomUUID());
    for (int i = 0; i < Integer.getInteger("lumen.fuzz.inputs", 20_000); i++) {
      StringBuilder changed = new StringBuilder(token);
      // The last character of a signature holds two bits that mean nothing: leave it alone.
      int at = random.nextInt(token.length() - 1);
      char to = (char) (32 + random.nextInt(200));
      if (to == token.charAt(at)) {
        continue;
      }
      switch (random.nextInt(3)) {
        case 0 -> changed.setCharAt(at, to);
        case 1 -> changed.insert(at, "AAAA".repeat(1 + random.nextInt(5)));
        default -> changed.delete(at, Math.min(token.length(), at + 1 + random.nextInt(20)));
      }
      assertThat(tokens.verify(changed.toString()))
          .as("seed %d, mutation %d: %s", seed, i, changed)
          .isNotInstanceOf(Verdict.Valid.class);
    }
  }

  @Test
  void one_token_has_one_spelling() {
    String token = tokens.issue(USER, UUID.randomUUID());
    while (!token.contains("-")) {
      token = tokens.issue(USER, UUID.randomUUID());
    }
    assertThat(tokens.verify(token)).isInstanceOf(Verdict.Valid.class);
    assertThat(tokens.verify(token.replace('-', '+'))).isEqualTo(new Verdict.Invalid());
    assertThat(tokens.verify(token + "=")).isEqualTo(new Verdict.Invalid());
    assertThat(tokens.verify(token + "\n")).isEqualTo(new Verdict.Invalid());
  }

  @Test
  void huge_tokens_are_not_even_read() {
    assertThat(tokens.verify("a".repeat(10_000_000))).isEqualTo(new Verdict.Invalid());
  }

  @Test
  void a_short_secret_is_refused_with_what_to_do() {
    assertThatThrownBy(() -> SigningKey.of("short"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("LUMEN_JWT_SECRET")
        .hasMessageContaining("32")
        .hasMessageNotContaining("short ");
  }

  @Test
  void the_key_of_a_data_directory_is_made_once_and_readable_to_its_owner_only(
      @TempDir Path directory) throws IOException {
    Path data = directory.resolve("deep").resolve("data");
    Tokens first = new Tokens(SigningKey.in(data), clock);
    Tokens second = new Tokens(SigningKey.in(data), clock);
    assertThat(second.verify(first.issue(USER, USER))).isInstanceOf(Verdict.Valid.class);
    Path key = data.resolve("secrets").resolve("jwt.key");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("secrets"))))
        .isEqualTo("rwx------");
    Tokens other = new Tokens(SigningKey.in(directory.resolve("other")), clock);
    assertThat(other.verify(first.issue(USER, USER))).isEqualTo(new Verdict.Invalid());
  }
}
