package dev.lumen.server.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lumen.server.model.ModelException.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("what every provider's failures become, on its own wire format")
@Timeout(60)
class ProviderFailuresTest {
  @ParameterizedTest
  @CsvSource({
    "400, REFUSED",
    "401, UNAUTHORISED",
    "402, THROTTLED",
    "403, UNAUTHORISED",
    "404, REFUSED",
    "413, REFUSED",
    "307, REFUSED",
    "429, THROTTLED",
    "500, BROKEN",
    "503, BROKEN",
    "529, BROKEN"
  })
  @DisplayName("each status has its meaning, whatever stands in the body")
  void statuses(int status, Kind kind) throws Exception {
    for (Dialect dialect : Dialect.values()) {
      try (LoopbackModel server = LoopbackModel.speaking(dialect);
          Asking asking = Asking.of(server)) {
        // A pause that does not fit shows the failure of the first try.
        server.then(server.fails(status, Map.of("retry-after", "3600")));
        ModelException failed = asking.failure(false);
        assertThat(failed.kind()).as(dialect.name()).isEqualTo(kind);
        assertThat(failed.getMessage()).contains(String.valueOf(status)).doesNotContain("otter");
        assertThat(failed.getCause()).isNull();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("an answer that cannot be read or breaks off is none")
  void unreadable(Dialect dialect) throws Exception {
    try (LoopbackModel server = LoopbackModel.speaking(dialect);
        Asking asking = Asking.of(server)) {
      String line = dialect.piece("The quiet otter");
      String half = line.substring(0, line.length() / 2) + "\n\n";
      server.then(
          server.writes(List.of(dialect.piece("The"), half)),
          server.writes(List.of(dialect.piece("The quiet otter"))),
          server.says(),
          server.writes(List.of("<html>The quiet otter</html>\n\n")));
      List<LogRecord> logged = new ArrayList<>();
      Handler handler = collecting(logged);
      Logger.getLogger("").addHandler(handler);
      try {
        for (int i = 0; i < 4; i++) {
          ModelException failed = asking.failure(false);
          assertThat(failed.kind()).isEqualTo(Kind.UNREADABLE);
          assertThat(failed.getMessage()).doesNotContain("otter");
        }
      } finally {
        Logger.getLogger("").removeHandler(handler);
      }
      assertThat(logged).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("an error after the answer has begun; pieces stand, and nothing is tried again")
  void failsInTheMiddle(Dialect dialect) throws Exception {
    try (LoopbackModel server = LoopbackModel.speaking(dialect);
        Asking asking = Asking.of(server)) {
      List<String> lines = new ArrayList<>(List.of(dialect.piece("One")));
      lines.addAll(dialect.failure());
      server.then(server.writes(lines), server.breaksOff("One"));
      for (Kind kind : List.of(Kind.BROKEN, Kind.UNREACHABLE)) {
        Asking.Broken broken = asking.broken(Asking.LONG);
        assertThat(broken.kind()).isEqualTo(kind);
        assertThat(broken.pieces()).containsExactly("One");
      }
      assertThat(asking.pauses).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"GEMINI", "OPENAI"})
  @DisplayName("an answer, or a question, that is blocked for safety")
  void blocked(Dialect dialect) throws Exception {
    try (LoopbackModel server = LoopbackModel.speaking(dialect);
        Asking asking = Asking.of(server)) {
      server.then(server.endsWith("blocked", "The"), server.writes(dialect.blocked()));
      assertThat(asking.kind(false)).isEqualTo(Kind.BLOCKED);
      assertThat(asking.kind(false)).isEqualTo(Kind.BLOCKED);
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("no status, no first piece, no next piece: late, and the connection is closed")
  void late(Dialect dialect) throws Exception {
    try (LoopbackModel server = LoopbackModel.speaking(dialect);
        Asking asking = Asking.of(server)) {
      server.then(server.isSilent(), server.stops(), server.stops("One"));
      for (int i = 0; i < 3; i++) {
        Asking.Broken broken = asking.broken(Asking.SHORT);
        assertThat(broken.kind()).isEqualTo(Kind.LATE);
        assertThat(broken.pieces()).hasSize(i < 2 ? 0 : 1);
        assertThat(server.hungUp()).isNotEmpty();
      }
      server.then(server.stops("One"));
      assertThat(
              catchThrowableOfType(
                      ModelException.class, () -> asking.model.ask(Asking.question(), Asking.SHORT))
                  .kind())
          .isEqualTo(Kind.LATE);
      assertThat(server.hungUp()).isNotEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("nobody listens there")
  void refusedConnection(Dialect dialect) throws IOException {
    URI nowhere;
    try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nowhere = URI.create("http://127.0.0.1:" + gone.getLocalPort());
    }
    try (Asking asking = Asking.at(dialect, nowhere)) {
      assertThat(asking.kind(false)).isEqualTo(Kind.UNREACHABLE);
      assertThat(asking.pauses).hasSize(Backoff.MOST_TRIES - 1);
    }
  }

  private static Handler collecting(List<LogRecord> logged) {
    return new Handler() {
      @Override
      public void publish(LogRecord logRecord) {
        logged.add(logRecord);
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }
}
