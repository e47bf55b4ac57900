package dev.lumen.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("S-03: passwords")
class PasswordsTest {
  private final Passwords passwords = new Passwords();

  @Test
  void a_hash_is_of_its_password_alone_and_never_the_same_twice() {
    String hash = passwords.hash("grüße 🔑");
    assertThat(hash)
        .startsWith("$argon2id$v=19$m=12288,t=3,p=1$")
        .isNotEqualTo(passwords.hash("grüße 🔑"));
    assertThat(passwords.matches("grüße 🔑", hash)).isTrue();
    assertThat(passwords.matches("grüsse 🔑", hash)).isFalse();
    assertThat(passwords.isOutdated(hash)).isFalse();
  }

  @Test
  void a_hash_made_elsewhere_is_read() {
    // Made by the library itself where the locale is English.
    String hash =
        "$argon2id$v=19$m=12288,t=3,p=1$JfIzKmgUCojBhM/daOl2Ug$7s07rI36NiDuPvlHQKBx2rg2fHwTO+6PrLHyJcBamJs";
    assertThat(passwords.matches("secretpassword", hash)).isTrue();
    assertThat(passwords.isOutdated(hash)).isFalse();
    assertThat(passwords.isOutdated(hash.replace("t=3", "t=2"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy",
        "$2b$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy"
      })
  void a_bcrypt_hash_is_not_matched_by_another_password_and_is_outdated(String hash) {
    assertThat(passwords.matches("another", hash)).isFalse();
    assertThat(passwords.isOutdated(hash)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "$2b$",
        "$2b$04$zz",
        "$2b$xx$zz",
        "$argon2id$",
        "$argon2id$v=19$m=1,t=1,p=1$A$A",
        "plain"
      })
  void a_damaged_hash_is_nobodys(String hash) {
    assertThat(passwords.matches("plain", hash)).isFalse();
    assertThat(passwords.matches("", hash)).isFalse();
  }

  @Test
  @DisplayName("unknown users take the work of a known one, and never match")
  void unknown_users() {
    assertThat(passwords.isOutdated(Passwords.NOBODY)).isFalse();
    assertThat(passwords.matches("secretpassword", null)).isFalse();
    String hash = passwords.hash("known");
    long known = fastest(() -> passwords.matches("guess", hash));
    long unknown = fastest(() -> passwords.matches("guess", null));
    assertThat((double) unknown / known).isBetween(0.5, 2.0);
  }

  private static long fastest(Runnable work) {
    long fastest = Long.MAX_VALUE;
    for (int i = 0; i < 8; i++) {
      long start = System.nanoTime();
      work.run();
      fastest = Math.min(fastest, System.nanoTime() - start);
    }
    return fastest;
  }
}
