package dev.lumen.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in a folder of its own, with programs that stand for a JDK and for Maven. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(60)
class LauncherTest {
  private static final String BUILDS =
      """
      #!/bin/sh
      echo "[INFO] Building Lumen cleaner 0.1.0 [2/4]"
      echo built >>"$LUMEN_TEST_LOG"
      mkdir -p cli/target/app
      : >cli/target/app/lumen-cli-0.1.0.jar
      """;
  private static final String TELLS =
      """
      #!/bin/sh
      for word in "$@"; do last=$word; done
      echo "java ran with $last"
      """;

  @TempDir Path folder;
  private Path home;
  private Path jdk;
  private Path log;

  private record Run(int exitCode, String out, String err) {}

  @BeforeEach
  void aCheckoutInAFolderWithASpace() throws IOException {
    home = Files.createDirectories(folder.resolve("a check out"));
    Files.copy(Path.of("..", "lumen"), home.resolve("lumen"));
    home.resolve("lumen").toFile().setExecutable(true);
    Files.createDirectories(home.resolve("cli/src/train"));
    Files.writeString(
        home.resolve("pom.xml"), "<project>\n  <version>7.8.9</version>\n</project>\n");
    script(home.resolve("web/build.sh"), "#!/bin/sh\nexit 1\n"); // A machine without Node.
    jdk = jdk("jdk", "25.0.3");
    script(folder.resolve("bin/mvn"), "#!/bin/sh\ncd '" + home + "'\n" + BUILDS);
    log = folder.resolve("log");
  }

  private Path jdk(String name, String version) throws IOException {
    Path made = folder.resolve(name);
    script(made.resolve("bin/java"), TELLS);
    script(made.resolve("bin/javac"), TELLS);
    Files.writeString(
        made.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
    return made;
  }

  private static void script(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    file.toFile().setExecutable(true);
  }

  private Run run(Map<String, String> env, String program, String... args)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("sh", program));
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", folder.resolve("bin") + ":/usr/bin:/bin");
    builder.environment().put("LUMEN_TEST_LOG", log.toString());
    builder.environment().putAll(env);
    Path err = folder.resolve("err");
    Process process = builder.redirectError(err.toFile()).start();
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Run(process.waitFor(), out, Files.readString(err));
  }

  private Run run(String... args) throws IOException, InterruptedException {
    return run(Map.of("LUMEN_JAVA_HOME", jdk.toString()), home.resolve("lumen").toString(), args);
  }

  private long builds() throws IOException {
    return Files.exists(log) ? Files.readAllLines(log).size() : 0;
  }

  @Test
  void theFirstUseBuildsAndTheSecondDoesNot() throws IOException, InterruptedException {
    Run first = run("clean", "x.txt");
    assertThat(first.out()).isEqualTo("java ran with x.txt\n");
    assertThat(first.err()).contains("Building Lumen cleaner", "Built in");
    Run second = run("clean", "x.txt");
    assertThat(second).isEqualTo(new Run(0, "java ran with x.txt\n", ""));
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void aChangeOfTheSourceIsBuiltAndOneOfATestIsNot() throws IOException, InterruptedException {
    run("clean", "x.txt");
    Files.createDirectories(home.resolve("cli/src/test"));
    run("clean", "x.txt");
    long before = builds();
    Files.writeString(home.resolve("cli/src/test/ATest.java"), "");
    run("clean", "x.txt");
    assertThat(builds()).isEqualTo(before);
    Files.writeString(home.resolve("cli/src/train/new.txt"), "");
    run("clean", "x.txt");
    assertThat(builds()).isEqualTo(before + 1);
  }

  @Test
  void helpNeedsNoBuild() throws IOException, InterruptedException {
    Run help = run(Map.of("LUMEN_JAVA_HOME", "/absent"), home + "/lumen", "--help");
    assertThat(help.exitCode()).isZero();
    assertThat(help.out()).contains("serve", "clean", "test", "--port");
    assertThat(run("test", "--help").out()).contains("./lumen test");
    assertThat(builds()).isZero();
  }

  @Test
  void theVersionNeedsNoBuildEither() throws IOException, InterruptedException {
    assertThat(run("--version")).isEqualTo(new Run(0, "lumen 7.8.9\n", ""));
    assertThat(builds()).isZero();
  }

  @Test
  void itIsFoundThroughALink() throws IOException, InterruptedException {
    Path link = Files.createSymbolicLink(folder.resolve("linked"), Path.of("a check out/lumen"));
    Run run = run(Map.of("LUMEN_JAVA_HOME", jdk.toString()), link.toString(), "clean", "y z");
    assertThat(run.out()).isEqualTo("java ran with y z\n");
  }

  @Test
  void anOldJdkIsPassedOverForANewerOne() throws IOException, InterruptedException {
    Path old = jdk("old", "17.0.9");
    Run passed =
        run(
            Map.of("JAVA_HOME", old.toString(), "HOME", homeWithJdk().toString()),
            home + "/lumen",
            "test",
            "--find-jdk");
    assertThat(passed.exitCode()).isZero();
    assertThat(passed.out()).doesNotContain(old.toString()).isNotBlank();
    Run named = run(Map.of("LUMEN_JAVA_HOME", old.toString()), home + "/lumen", "clean");
    assertThat(named.exitCode()).isEqualTo(1);
    assertThat(named.err()).contains("LUMEN_JAVA_HOME", "25 or newer");
  }

  private Path homeWithJdk() throws IOException {
    Path user = folder.resolve("user");
    Files.createDirectories(user.resolve(".jdks"));
    Files.createSymbolicLink(user.resolve(".jdks/temurin-25"), jdk);
    return user;
  }

  @Test
  void aBuildThatFailsShowsItsErrorsAndRunsNothing() throws IOException, InterruptedException {
    script(
        folder.resolve("bin/mvn"),
        "#!/bin/sh\necho '[ERROR] A.java:[1,2] semicolon expected'\necho '[ERROR] Re-run'\nexit 1\n");
    Run run = run("clean", "x.txt");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("semicolon expected", "build.log").doesNotContain("Re-run");
    assertThat(Files.exists(home.resolve(".lumen/lock"))).isFalse();
  }

  @Test
  void aLockWhoseProcessIsGoneIsTakenOver() throws IOException, InterruptedException {
    Process ended = new ProcessBuilder("true").start();
    ended.waitFor();
    Files.createDirectories(home.resolve(".lumen/lock"));
    Files.writeString(home.resolve(".lumen/lock/pid"), ended.pid() + "\n");
    assertThat(run("clean", "x.txt").out()).isEqualTo("java ran with x.txt\n");
  }

  @Test
  @DisplayName("O-03: ./lumen test runs everything, those of the page too; with options a part")
  void thePageIsTestedInABrowserUnlessOneSaysOtherwise() throws IOException, InterruptedException {
    testOfPage("echo \"page tested:$*\"");
    assertThat(run("test").out()).contains("page tested:\n");
    assertThat(run("test", "--no-browser").out()).contains("page tested:--unit\n");
    assertThat(run("test", "-Dtest=ATest").out()).doesNotContain("page tested");
    testOfPage("exit 1");
    assertThat(run("test").exitCode()).isEqualTo(1);
  }

  @Test
  void aPageThatCannotBeTestedIsSaidAndFailsWhereNobodyReadsIt()
      throws IOException, InterruptedException {
    testOfPage("exit 3");
    Run ofAPerson = run("test");
    assertThat(ofAPerson.exitCode()).isZero();
    assertThat(ofAPerson.err()).contains("NOT tested");
    Run ofAMachine =
        run(
            Map.of("LUMEN_JAVA_HOME", jdk.toString(), "CI", "true"),
            home.resolve("lumen").toString(),
            "test");
    assertThat(ofAMachine.exitCode()).isEqualTo(1);
  }

  private void testOfPage(String body) throws IOException {
    script(home.resolve("web/test.sh"), "#!/bin/sh\n" + body + "\n");
  }

  @Test
  @DisplayName("P-28: ./lumen test fails when one test does, and counts them")
  void theTestsOutcomeIsTheExitCodeAndTheirCountsAreShown()
      throws IOException, InterruptedException {
    script(
        folder.resolve("bin/mvn"),
        """
        #!/bin/sh
        echo "[INFO] Tests run: 3, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 1 s -- in A"
        echo "[WARNING] Flakes: "
        echo "[WARNING] dev.lumen.cleaner.ATest.now_and_then"
        echo "[INFO] ..."
        echo "[ERROR] Tests run: 3, Failures: 1, Errors: 0, Skipped: 2, Flakes: 1"
        exit 1
        """);
    Run run = run("test");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .contains("-- in A")
        .contains("ATest.now_and_then")
        .endsWith("All modules: Tests run: 3, Failures: 1, Errors: 0, Skipped: 2, Flakes: 1\n");
  }
}
