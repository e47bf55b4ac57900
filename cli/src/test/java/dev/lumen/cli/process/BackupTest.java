package dev.lumen.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lumen.cli.Door;
import dev.lumen.server.backup.BackupFile;
import dev.lumen.server.backup.Progress;
import dev.lumen.server.backup.Summary;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("O-06, O-07: backups, and what comes back from them")
class BackupTest {
  @TempDir private static Path data;
  @TempDir private Path folder;

  private static Program program;
  private static Client client;
  private static String call;

  @BeforeAll
  static void talk() throws IOException {
    program = Program.serve(DataFolders.copyTo(data));
    client = Client.administratorOf(program.ready());
    call = client.newConversation("Sales call");
    client.say(call, false, "we spend mostly on book ads\tand \\n generic ceo");
    client.say(call, true, "seventy five employees, it's 50 to 100 leads");
    String other = client.newConversation("Other call");
    client.say(other, false, "I'm the vector of marketing at quick fit windows");
  }

  @AfterAll
  static void stop() {
    program.close();
  }

  private static Door lumen(Path on, String... args) {
    return Door.run("", Map.of("LUMEN_DATA_DIR", on.toString()), false, args);
  }

  /** It may say how far it is, on a slow machine, and nothing else. */
  private static Door done(Door door) {
    assertThat(door.err().lines()).allMatch(line -> line.matches(" {2}[\\w ]+(: [\\d,]+ rows)?"));
    assertThat(door.exitCode()).isZero();
    return door;
  }

  private Path backup(Path of, String name, String... more) {
    Path file = folder.resolve(name);
    List<String> args =
        Stream.concat(Stream.of("backup", "-o", file.toString()), Stream.of(more)).toList();
    done(lumen(of, args.toArray(String[]::new)));
    return file;
  }

  private static Map<String, Summary.Content> contents(Path file) {
    Map<String, Summary.Content> tables =
        new HashMap<>(BackupFile.check(file, Progress.NONE).summary().tables());
    tables.remove("audit_events"); // a restore is noted there
    return tables;
  }

  @Test
  @DisplayName("taken while the server runs, a whole one comes back row by row in a new folder")
  void wholeIntoANewFolder() throws IOException {
    Path file = backup(data, "whole.tar.gz");
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(contents(file)).containsKeys("users", "turns", "conversation_events");
    assertThat(contents(file)).doesNotContainKeys("refresh_tokens", "flyway_schema_history");
    assertThat(done(lumen(data, "restore", file.toString(), "--check")).out())
        .contains("Whole and undamaged")
        .containsPattern("turns +\\d+ rows");

    Path fresh = Files.createSymbolicLink(folder.resolve("new"), emptyFolder());
    done(lumen(fresh, "restore", file.toString()));
    assertThat(contents(backup(fresh, "again.tar.gz"))).isEqualTo(contents(file));

    try (Program restored = Program.serve(fresh)) {
      Client there = Client.administratorOf(restored.ready());
      assertThat(there.turnsOf(call)).isEqualTo(client.turnsOf(call));
      assertThat(there.say(call, false, "and on it goes").json().path("seq").asInt()).isEqualTo(3);
    }
    assertThat(lumen(fresh, "restore", file.toString(), "--clean").exitCode()).isEqualTo(2);
    done(lumen(fresh, "restore", file.toString(), "--clean", "--yes"));
    assertThat(contents(backup(fresh, "cleaned.tar.gz"))).isEqualTo(contents(file));
  }

  /** With the database's programs, which take a second to unpack. */
  private Path emptyFolder() throws IOException {
    Path fresh = Files.createDirectory(folder.resolve("fresh"));
    Files.createSymbolicLink(
        fresh.resolve("postgres-binaries"),
        DataFolders.first().folder().resolve("postgres-binaries"));
    return fresh;
  }

  @Test
  @DisplayName(
      "into a running server: conversations come whole, and what becomes of others is said")
  void chosenIntoARunningServer() throws IOException {
    String mine = client.newConversation("Mine");
    client.say(mine, false, "this is what the backup has");
    var before = client.get(Client.CONVERSATIONS + "/" + mine).json();
    Path file = backup(data, "chosen.tar.gz", "--conversation", mine);
    assertThat(contents(file)).doesNotContainKeys("user_credentials", "api_keys");
    assertThat(BackupFile.check(file, Progress.NONE).summary().rows("conversations")).isEqualTo(1);

    client.say(mine, false, "this came later");
    String path = file.toString();
    Door refused = lumen(data, "restore", path);
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err()).contains(mine, "--conflicts skip", "Nothing was changed");
    assertThat(done(lumen(data, "restore", path, "--conflicts", "skip")).out()).contains("1 kept");
    assertThat(client.turnsOf(mine)).hasSize(2);
    assertThat(done(lumen(data, "restore", path, "--conflicts", "replace")).out())
        .contains("Restored 1 conversations, 1 turns")
        .contains("1 conversations replaced");
    assertThat(client.turnsOf(mine)).hasSize(1);
    assertThat(client.get(Client.CONVERSATIONS + "/" + mine).json()).isEqualTo(before);
    assertThat(client.say(mine, false, "and on").json().path("seq").asInt()).isEqualTo(2);
    assertThat(program.err()).isEmpty();
  }

  @Test
  @DisplayName("some tables: rows are told apart by their key, and go where their conversation is")
  void someTables() {
    Path file = backup(data, "tables.tar.gz", "--tables", "conversations,turns");
    assertThat(contents(file)).containsOnlyKeys("conversations", "turns");
    assertThat(done(lumen(data, "restore", file.toString(), "--conflicts", "skip")).out())
        .contains("Restored 0 conversations");
    Door unknown = lumen(data, "restore", file.toString(), "--tables", "events");
    assertThat(unknown.err()).contains("conversations, turns");
    assertThat(lumen(data, "backup", "--tables", "turn", "-o", folder + "/x").err())
        .contains("turns");
    assertThat(folder.resolve("x")).doesNotExist();
  }

  @Test
  @DisplayName("a damaged, cut, foreign or later file is refused before anything is changed")
  void nothingComesOfADamagedFile() throws IOException {
    byte[] good = Files.readAllBytes(backup(data, "good.tar.gz"));
    assertRefused(java.util.Arrays.copyOf(good, good.length / 2), "damaged");
    assertRefused(java.util.Arrays.copyOf(good, good.length - 3), "damaged");
    for (int at : List.of(0, 1, 2, 3, 10, 11, 14, 20, 33, 60, 100)) { // 4 to 9 say when it was made
      byte[] begun = good.clone();
      begun[at] ^= 0x55;
      assertRefused(begun, "damaged");
    }
    byte[] zeroed = good.clone();
    java.util.Arrays.fill(zeroed, 0, 4096, (byte) 0);
    assertRefused(zeroed, "damaged");
    assertRefused(new byte[0], "damaged: it is empty");
    assertRefused(zipped("select 1;\n".getBytes(StandardCharsets.UTF_8)), "no backup of Lumen");
    assertRefused("User: hello".getBytes(StandardCharsets.UTF_8), "no backup of Lumen");
    byte[] inside = unzipped(good);
    int at = new String(inside, StandardCharsets.ISO_8859_1).indexOf("generic");
    inside[at] = 'x';
    assertRefused(zipped(inside), "damaged");
    byte[] torn = unzipped(good);
    int header = new String(torn, StandardCharsets.ISO_8859_1).indexOf("data/turns");
    torn[header + 130] = 'z'; // in its size
    assertRefused(zipped(torn), "damaged");
    for (int part = 4; part < 8; part++) { // behind the manifest, by which a backup is known
      byte[] flipped = good.clone();
      flipped[good.length * part / 8] ^= 0x55;
      assertRefused(flipped, "damaged");
    }
    String later =
        new String(unzipped(good), StandardCharsets.ISO_8859_1)
            .replaceFirst("\"format\":1", "\"format\":9");
    assertRefused(zipped(later.getBytes(StandardCharsets.ISO_8859_1)), "format 9");
    assertThat(lumen(data, "restore", folder.resolve("none").toString()).err())
        .contains("There is no file");
  }

  private void assertRefused(byte[] bytes, String told) throws IOException {
    Path file = Files.write(folder.resolve("bad.tar.gz"), bytes);
    Door refused = lumen(data, "restore", file.toString(), "--conflicts", "replace");
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err()).contains("lumen restore: ").contains(told, "Nothing was changed");
  }

  private static byte[] unzipped(byte[] bytes) throws IOException {
    return new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes();
  }

  private static byte[] zipped(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  @Test
  @DisplayName("O-05: the steps of the schema are listed with the time they were taken")
  void migrations() {
    assertThat(done(lumen(data, "migrate", "status")).out())
        .containsPattern("1 +initial +success +\\d{4}-")
        .contains("Up to date.");
    assertThat(done(lumen(data, "migrate", "up")).out()).contains("nothing to do");
    assertThat(lumen(data, "migrate", "new", "x").err()).contains("working copy");
    assertThat(lumen(data, "migrat").err()).contains("did you mean migrate?");
  }
}
