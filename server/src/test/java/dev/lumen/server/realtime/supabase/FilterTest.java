package dev.lumen.server.realtime.supabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("W-03: filters judge rows as the database would")
class FilterTest {
  private static final Map<String, String> COLUMNS =
      Map.of(
          "id",
          "uuid",
          "seq",
          "int4",
          "speaker",
          "varchar",
          "done",
          "bool",
          "ms",
          "numeric",
          "at",
          "timestamptz",
          "note",
          "text");

  private static boolean passes(String filter, Map<String, String> row) {
    return Filter.of(FilterReader.read(filter), COLUMNS).passes(row::get);
  }

  private static Map<String, String> row() {
    Map<String, String> row = new HashMap<>();
    row.put("id", "0f0c7a5e-3c55-4d0b-9a43-0c8f0a3c2b11");
    row.put("seq", "9");
    row.put("speaker", "User, the \"first\"");
    row.put("done", "t");
    row.put("ms", "12.50");
    row.put("at", "2026-11-21 03:47:12.5+00");
    return row;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          seq=eq.9                                     | true
          seq=eq.09                                    | true
          seq=gt.10                                    | false
          seq=lt.10                                    | true
          seq=gte.9                                    | true
          seq=lte.8                                    | false
          seq=neq.9                                    | false
          seq=not.eq.9                                 | false
          seq=in.(1,9,20)                              | true
          seq=not.in.(1,9)                             | false
          ms=eq.12.5                                   | true
          id=eq.0F0C7A5E-3C55-4D0B-9A43-0C8F0A3C2B11   | true
          speaker=eq."User, the \\"first\\""           | true
          speaker=in.("a,b","User, the \\"first\\"")   | true
          speaker=like.User%                           | true
          speaker=like.user%                           | false
          speaker=ilike.user%FIRST_                    | true
          speaker=match.^User.*t.$                     | true
          speaker=imatch.FIRST                         | true
          done=is.true                                 | true
          done=is.false                                | false
          done=not.is.null                             | true
          note=is.null                                 | true
          note=eq.x                                    | false
          note=neq.x                                   | false
          note=not.eq.x                                | false
          note=isdistinct.x                            | true
          seq=isdistinct.9                             | false
          at=gt.2026-11-21T03:47:12Z                   | true
          at=lt.2026-11-21 04:47:12.5+01               | false
          at=gte.2026-11-21                            | true
          seq=gt.1,seq=lt.5                            | false
          seq=gt.1,speaker=like.User%                  | true
          """)
  void judges(String filter, boolean expected) {
    assertThat(passes(filter, row())).isEqualTo(expected);
  }

  @Test
  @DisplayName("what is wrong is said in the words that clients know")
  void refusals() {
    assertThatThrownBy(() -> passes("foo=hey", row()))
        .hasMessage("Error parsing `filter` params: [\"foo\", \"hey\"]");
    assertThatThrownBy(() -> passes("seq=in.1,2", row()))
        .hasMessage("`in` filter value must be wrapped by parentheses");
    assertThatThrownBy(() -> passes("seq=eq.many", row())).hasMessageContaining("seq");
    assertThatThrownBy(() -> passes("colour=eq.red", row())).hasMessageContaining("colour");
    assertThatThrownBy(() -> passes("speaker=match.(", row()))
        .hasMessageContaining("no regular expression");
    assertThatThrownBy(() -> passes("seq=is.true", row())).hasMessageContaining("bool");
  }

  @Test
  @DisplayName("no filter and no frame, however odd, brings anything but a refusal")
  void oddities() {
    long seed = Long.getLong("lumen.fuzz.seed", 1);
    Random random = new Random(seed);
    String pieces =
        "=.,()\"\\%_ aeqinot not. in. like. match. is. seq speaker ms \uD83D\uDE00[]{}*+?^$1";
    for (int i = 0; i < 20_000; i++) {
      String text = odd(random, pieces);
      try {
        passes("speaker=" + text, row());
        passes(text, row());
      } catch (FilterException refused) {
        assertThat(refused.getMessage()).as("seed " + seed).isNotEmpty();
      }
      assertThat(FrameReader.text(text)).as("seed " + seed).isNotNull();
      byte[] bytes = new byte[random.nextInt(40)];
      random.nextBytes(bytes);
      if (bytes.length > 0 && random.nextBoolean()) {
        bytes[0] = 3;
      }
      assertThat(FrameReader.binary(bytes)).as("seed " + seed).isNotNull();
    }
  }

  private static String odd(Random random, String pieces) {
    StringBuilder text = new StringBuilder();
    for (int n = random.nextInt(12); n > 0; n--) {
      int from = random.nextInt(pieces.length());
      text.append(pieces, from, Math.min(pieces.length(), from + 1 + random.nextInt(5)));
    }
    return text.toString();
  }

  @Test
  @DisplayName("a broadcast in a binary frame is read byte for byte")
  void aBinaryFrame() {
    byte[] frame =
        java.util.HexFormat.of()
            .parseHex("0301010a06000136377265616c74696d653a7268c3a96c6c6f7b2261223a317d");
    assertThat(FrameReader.binary(frame))
        .isInstanceOfSatisfying(
            ClientFrame.Broadcast.class,
            broadcast -> {
              assertThat(broadcast.joinRef()).isEqualTo("6");
              assertThat(broadcast.ref()).isEqualTo("7");
              assertThat(broadcast.topic()).isEqualTo("realtime:r");
              assertThat(broadcast.said().size()).isEqualTo(7);
            });
  }
}
