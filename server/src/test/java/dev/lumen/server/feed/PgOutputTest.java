package dev.lumen.server.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The decoder turns each kind of pgoutput message into its record")
class PgOutputTest {
  // One second and one microsecond after 2000-01-01.
  private static final String TIME = "00 00 00 00 00 0f 42 41";
  private static final Instant AT = Instant.parse("2000-01-01T00:00:01.000001Z");

  @Test
  void begin() {
    assertThat(decode("'B' 00 00 00 16 b3 74 d8 48" + TIME + "00 00 02 fe"))
        .isEqualTo(new Message.Begin(new Lsn(0x16B374D848L), AT, 766));
  }

  @Test
  void commit() {
    assertThat(decode("'C' 00 00 00 00 00 00 00 00 0a 00 00 00 00 00 00 00 0b" + TIME))
        .isEqualTo(new Message.Commit(new Lsn(10), new Lsn(11), AT));
  }

  @Test
  void origin() {
    assertThat(decode("'O' 00 00 00 00 00 00 00 07 'elsewhere' 00"))
        .isEqualTo(new Message.Origin(new Lsn(7), "elsewhere"));
  }

  @Test
  void relation() {
    assertThat(
            decode(
                "'R' 00 00 40 00 'public' 00 'turns' 00 'f' 00 02"
                    + " 01 'id' 00 00 00 0b 86 ff ff ff ff"
                    + " 00 'speaker' 00 00 00 04 13 00 00 00 68"))
        .isEqualTo(
            new Message.Relation(
                0x4000,
                "public",
                "turns",
                'f',
                List.of(
                    new Message.RelationColumn("id", true, 2950, -1),
                    new Message.RelationColumn("speaker", false, 1043, 104))));
  }

  @Test
  void relation_of_the_system_catalogue_has_its_schema_spelt_out() {
    assertThat(decode("'R' 00 00 00 01 00 'pg_class' 00 'n' 00 00"))
        .isEqualTo(new Message.Relation(1, "pg_catalog", "pg_class", 'n', List.of()));
  }

  @Test
  void type() {
    assertThat(decode("'Y' 00 00 40 01 'public' 00 'mood' 00"))
        .isEqualTo(new Message.Type(0x4001, "public", "mood"));
  }

  @Test
  void insert_with_text_null_and_multibyte_letters() {
    assertThat(decode("'I' 00 00 40 00 'N' 00 03 't' 00 00 00 02 '42' 'n' 't' 00 00 00 03 'ğa'"))
        .isEqualTo(
            new Message.Insert(
                0x4000, List.of(new Cell.Text("42"), Cell.NULL, new Cell.Text("ğa"))));
  }

  @Test
  void update_without_an_old_row() {
    assertThat(decode("'U' 00 00 40 00 'N' 00 01 't' 00 00 00 01 '1'"))
        .isEqualTo(new Message.Update(0x4000, null, List.of(new Cell.Text("1"))));
  }

  @Test
  void update_with_the_old_key() {
    assertThat(decode("'U' 00 00 40 00 'K' 00 01 't' 00 00 00 01 '1' 'N' 00 01 'n'"))
        .isEqualTo(new Message.Update(0x4000, List.of(new Cell.Text("1")), List.of(Cell.NULL)));
  }

  @Test
  void update_with_the_old_row_and_an_untouched_large_value() {
    assertThat(decode("'U' 00 00 40 00 'O' 00 01 't' 00 00 00 01 '1' 'N' 00 01 'u'"))
        .isEqualTo(
            new Message.Update(0x4000, List.of(new Cell.Text("1")), List.of(Cell.UNCHANGED_TOAST)));
  }

  @Test
  void a_row_gives_any_of_its_cells_and_says_whether_one_is_untouched() {
    Message.Insert insert =
        (Message.Insert)
            decode("'I' 00 00 40 00 'N' 00 04 'n' 't' 00 00 00 01 'u' 'u' 't' 00 00 00 00");

    assertThat(insert.row().get(3)).isEqualTo(new Cell.Text(""));
    assertThat(insert.row().get(1)).isEqualTo(new Cell.Text("u"));
    assertThat(insert.row()).contains(Cell.UNCHANGED_TOAST, Cell.NULL, new Cell.Text("u"));
    assertThat(insert.row().toString()).as("what is written into logs").doesNotContain("u]");
    assertThat(((Message.Insert) decode("'I' 00 00 40 00 'N' 00 02 'n' 't' 00 00 00 01 'u'")).row())
        .doesNotContain(Cell.UNCHANGED_TOAST);
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> insert.row().get(4));
  }

  @ParameterizedTest
  @ValueSource(strings = {"K", "O"})
  void delete_with_key_or_old_row(String kind) {
    assertThat(decode("'D' 00 00 40 00 '" + kind + "' 00 02 't' 00 00 00 01 '1' 'n'"))
        .isEqualTo(new Message.Delete(0x4000, List.of(new Cell.Text("1"), Cell.NULL)));
  }

  @Test
  void truncate() {
    assertThat(decode("'T' 00 00 00 02 03 00 00 40 00 00 00 40 01"))
        .isEqualTo(new Message.Truncate(List.of(0x4000, 0x4001), true, true));
  }

  @Test
  void logical_message() {
    assertThat(decode("'M' 01 00 00 00 00 00 00 00 09 'lumen' 00 00 00 00 02 'hi'"))
        .isEqualTo(new Message.LogicalMessage(true, new Lsn(9), "lumen", Bytes.of("'hi'")));
  }

  @Test
  void stream_start_stop_commit_and_abort() {
    assertThat(decode("'S' ff ff ff ff 01"))
        .isEqualTo(new Message.StreamStart(4_294_967_295L, true));
    assertThat(decode("'E'")).isEqualTo(new Message.StreamStop());
    assertThat(decode("'c' 00 00 00 05 00 00 00 00 00 00 00 00 0a 00 00 00 00 00 00 00 0b" + TIME))
        .isEqualTo(new Message.StreamCommit(5, new Lsn(10), new Lsn(11), AT));
    assertThat(decode("'A' 00 00 00 05 00 00 00 06")).isEqualTo(new Message.StreamAbort(5, 6));
  }

  @Test
  void rows_within_a_stream_carry_their_transaction_id_first() {
    ByteBuffer bytes = Bytes.of("'I' 00 00 00 05 00 00 40 00 'N' 00 00");

    assertThat(PgOutput.decodeInStream(bytes)).isEqualTo(new Message.Insert(0x4000, List.of()));
  }

  @Test
  void an_unknown_kind_is_reported_as_unsupported() {
    assertThat(decode("'?' 01 02 03")).isEqualTo(new Message.Unsupported('?', 3));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "'B' 00",
        "'O' 00 00 00 00 00 00 00 07 'no end'",
        "'I' 00 00 40 00 'X' 00 00",
        "'I' 00 00 40 00 'N' 00 01 't' 7f ff ff ff '1'",
        "'I' 00 00 40 00 'N' 00 01 't' ff ff ff ff '1'",
        "'I' 00 00 40 00 'N' 00 01 'z'",
        "'I' 00 00 40 00 'N' ff ff 'n'",
        "'T' 7f ff ff ff 00",
        "'E' 00"
      })
  void malformed_bytes_are_refused_without_repeating_them(String literal) {
    assertThatExceptionOfType(DecodeException.class).isThrownBy(() -> decode(literal));
  }

  @Test
  void positions_are_unsigned() {
    Lsn beyondTheSign = new Lsn(0xFFFFFFFF_00000001L);

    assertThat(beyondTheSign).isGreaterThan(new Lsn(Long.MAX_VALUE));
    assertThat(beyondTheSign).hasToString("FFFFFFFF/1");
    assertThat(new Lsn(0x16_B374D848L)).hasToString("16/B374D848");
  }

  @Test
  void any_bytes_give_a_message_or_a_decode_exception() {
    long seed = Long.getLong("lumen.fuzz.seed", 1);
    System.out.println("seed of the log: " + seed + " (-Dlumen.fuzz.seed)");
    Random random = new Random(seed);
    byte[][] valid = {
      Bytes.of(
              "'R' 00 00 40 00 'public' 00 'turns' 00 'f' 00 01 01 'id' 00 00 00 0b 86 00 00 00 00")
          .array(),
      Bytes.of("'U' 00 00 40 00 'O' 00 01 't' 00 00 00 01 '1' 'N' 00 01 'u'").array(),
      Bytes.of("'M' 01 00 00 00 00 00 00 00 09 'lumen' 00 00 00 00 02 'hi'").array(),
      Bytes.of("'T' 00 00 00 02 03 00 00 40 00 00 00 40 01").array(),
    };
    int decoded = 0;
    for (int round = 0; round < Integer.getInteger("lumen.fuzz.inputs", 200_000); round++) {
      byte[] bytes = valid[random.nextInt(valid.length)].clone();
      for (int flips = random.nextInt(4); flips >= 0; flips--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      ByteBuffer input = ByteBuffer.wrap(bytes, 0, 1 + random.nextInt(bytes.length)).slice();
      decoded += decodes(input, random.nextBoolean()) ? 1 : 0;
    }
    assertThat(decoded).as("mutations that still decode, seed %d", seed).isPositive();
  }

  private static boolean decodes(ByteBuffer input, boolean inStream) {
    try {
      Message message = inStream ? PgOutput.decodeInStream(input) : PgOutput.decode(input);
      return !message.toString().isEmpty();
    } catch (DecodeException refused) {
      return false;
    }
  }

  private static Message decode(String literal) {
    return PgOutput.decode(Bytes.of(literal));
  }
}
