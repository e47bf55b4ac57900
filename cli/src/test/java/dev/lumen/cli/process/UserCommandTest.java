package dev.lumen.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lumen.cli.Door;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("S-06, O-01: lumen user works on the database, beside a server and without one")
class UserCommandTest {
  private static final Pattern LINK =
      Pattern.compile("http://127\\.0\\.0\\.1:8000/sign-in#token=(\\S+)");

  @TempDir private Path folder;

  @BeforeEach
  void copy() {
    DataFolders.copyTo(folder);
  }

  private Door user(String input, String... args) {
    String[] all = new String[args.length + 1];
    all[0] = "user";
    System.arraycopy(args, 0, all, 1, args.length);
    Map<String, String> env = Map.of("LUMEN_DATA_DIR", folder.toString());
    return Door.run(input, env, false, all);
  }

  private static Door done(Door door) {
    assertThat(door.err()).isEmpty();
    assertThat(door.exitCode()).isZero();
    return door;
  }

  @Test
  @DisplayName("beside a running server: what is changed counts there at once or within seconds")
  void besideARunningServer() {
    try (Program program = Program.serve(folder)) {
      Client nobody = Client.of(program.ready());
      Matcher link = LINK.matcher(done(user("", "add", "ada@example.org")).out());
      assertThat(link.find()).isTrue();
      Map<String, String> use = Map.of("token", link.group(1), "password", "a password of ada");
      assertThat(nobody.post("/api/v1/auth/link", use).status()).isEqualTo(200);

      done(user("", "disable", "Ada@example.org"));
      assertThat(nobody.login("ada@example.org", "a password of ada").status()).isEqualTo(401);
      done(user("", "enable", "ada@example.org"));
      done(user("another one\n", "reset-password", "ada@example.org", "--password-stdin"));
      assertThat(nobody.login("ada@example.org", "a password of ada").status()).isEqualTo(401);
      assertThat(nobody.login("ada@example.org", "another one").status()).isEqualTo(200);
      assertThat(done(user("", "delete", "ada@example.org", "--yes")).out()).contains("deleted");
      assertThat(nobody.login("ada@example.org", "another one").status()).isEqualTo(401);
      assertThat(program.err()).isEmpty();
    }
  }

  @Test
  @DisplayName("without a server: the database is started for as long as it takes")
  void withoutAServer() {
    done(user("grace's own\n", "add", "grace@example.org", "--admin", "--password-stdin"));
    assertThat(done(user("", "list")).out())
        .containsPattern("admin@localhost +admin active")
        .containsPattern("grace@example\\.org +admin active");
    try (Program program = Program.serve(folder)) {
      Client grace = Client.of(program.ready()).signIn("grace@example.org", "grace's own");
      assertThat(grace.get("/api/v1/users").json().path("total").asInt()).isEqualTo(2);
    }
  }

  @Test
  void whatCannotBeDoneIsToldInOneLine() {
    for (Door refused :
        new Door[] {
          user("", "add", "nobody"),
          user("", "disable", "nobody@example.org"),
          user("", "delete", "admin@localhost"),
          user("", "delete", "admin@localhost", "--yes"),
          user("short\n", "add", "x@example.org", "--password-stdin"),
          user("", "list", "--data-dir", folder.resolve("none").toString()),
          user("")
        }) {
      assertThat(refused.exitCode()).isIn(1, 2);
      assertThat(refused.out()).isEmpty();
      assertThat(refused.err().lines()).hasSize(1);
      assertThat(refused.err()).startsWith("lumen user: ");
    }
  }
}
