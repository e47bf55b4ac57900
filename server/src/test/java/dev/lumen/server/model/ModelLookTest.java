package dev.lumen.server.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lumen.server.model.ModelLook.Result;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("whether a model is there, without asking it anything")
@Timeout(60)
class ModelLookTest {

  @ParameterizedTest
  @EnumSource
  void looks(Dialect dialect) throws InterruptedException {
    try (LoopbackModel server = LoopbackModel.speaking(dialect)) {
      assertThat(look(server, server.fails(200, Map.of(), dialect.models("m"))))
          .isEqualTo(Result.THERE);
      LoopbackModel.Seen seen = server.seen();
      assertThat(seen.method()).isEqualTo("GET");
      assertThat(seen.headers()).containsAllEntriesOf(dialect.key(Asking.KEY));
      assertThat(look(server, server.fails(200, Map.of(), dialect.models("other"))))
          .isEqualTo(Result.UNKNOWN);
      assertThat(look(server, server.fails(401))).isEqualTo(Result.UNAUTHORISED);
      assertThat(look(server, server.fails(404))).isEqualTo(Result.UNKNOWN);
      assertThat(look(server, server.fails(500))).isEqualTo(Result.BROKEN);
      assertThat(look(server, server.fails(200, Map.of(), "<html>"))).isEqualTo(Result.BROKEN);
      server.vanish();
      assertThat(look(server)).isEqualTo(Result.UNREACHABLE);
    }
  }

  private static Result look(LoopbackModel server, LoopbackModel.Scene... scene)
      throws InterruptedException {
    server.then(scene);
    return ModelLook.at(Asking.endpoint(server.dialect(), server.address()), Duration.ofSeconds(10))
        .result();
  }
}
