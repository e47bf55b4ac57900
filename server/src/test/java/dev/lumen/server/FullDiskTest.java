package dev.lumen.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Where a small disk can be mounted; elsewhere HealthApiTest has the database say that it is full.
 */
@DisplayName("H-21, O-04: a disk that really is full")
@Timeout(120)
class FullDiskTest {
  @TempDir private Path folder;
  private boolean mounted;

  @BeforeEach
  void mount() throws IOException, InterruptedException {
    mounted = runs("mount", "-t", "tmpfs", "-o", "size=600m,mode=0777", "tmpfs", folder.toString());
    assumeTrue(mounted, "only root may mount a disk");
  }

  @AfterEach
  void unmount() throws IOException, InterruptedException {
    if (mounted) {
      runs("umount", "--lazy", folder.toString());
    }
  }

  private static boolean runs(String... command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(List.of(command))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false; // no such program here
    }
  }

  private static void fill(Path file) {
    byte[] much = new byte[1 << 20];
    try (OutputStream out = Files.newOutputStream(file)) {
      while (true) {
        out.write(much);
      }
    } catch (IOException full) {
      assertThat(file).exists();
    }
  }

  @Test
  @DisplayName("is told before a write has failed, reads go on, and room heals it")
  void isTold() throws IOException {
    Settings settings =
        Settings.from(
            Map.of(
                "LUMEN_PORT", "0",
                "LUMEN_AUTH", "dev",
                "LUMEN_LIMITS", "off",
                "LUMEN_DATA_DIR", folder.resolve("data").toString()),
            Map.of());
    try (LumenServer server = LumenServer.start(settings)) {
      Api api = new Api(server.address(), null);
      String conversation = api.newConversation("Call");
      assertThat(api.get("/health").text("status")).isEqualTo("healthy");
      Path filling = folder.resolve("filling");
      fill(filling);
      assertThat(api.get("/health").text("status")).isEqualTo("degraded");
      assertThat(api.get("/health").text("storage")).isEqualTo("full");
      assertThat(api.get("/api/v1/conversations/" + conversation).status()).isEqualTo(200);
      Files.delete(filling);
      assertThat(api.get("/health").text("status")).isEqualTo("healthy");
      assertThat(api.say(conversation, "User", "um hello").status()).isEqualTo(200);
    }
  }
}
