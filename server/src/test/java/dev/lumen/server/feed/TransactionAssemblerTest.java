package dev.lumen.server.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Messages are put together to transactions")
class TransactionAssemblerTest {
  private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
  private static final Message.Begin BEGIN = new Message.Begin(new Lsn(1), AT, 7);
  private static final Message.Commit COMMIT = new Message.Commit(new Lsn(1), new Lsn(2), AT);
  private static final Message.Relation NOTES =
      new Message.Relation(
          9,
          "public",
          "notes",
          'f',
          List.of(
              new Message.RelationColumn("id", true, 20, -1),
              new Message.RelationColumn("mood", false, 99_001, -1)));

  private final TransactionAssembler assembler = new TransactionAssembler();

  @Test
  void nothing_is_told_before_the_commit() {
    assertThat(assembler.accept(BEGIN)).isNull();
    assertThat(assembler.accept(NOTES)).isNull();
    assertThat(assembler.accept(new Message.Insert(9, row("1", "calm")))).isNull();

    Transaction transaction = Objects.requireNonNull(assembler.accept(COMMIT));

    assertThat(transaction.lsn()).isEqualTo(new Lsn(2));
    assertThat(transaction.changes()).hasSize(1);
    assertThat(transaction.changes().getFirst().text("mood")).isEqualTo("calm");
    assertThat(transaction.changes().getFirst().text("no such column")).isNull();
  }

  @Test
  void columns_carry_the_names_of_their_types() {
    assembler.accept(new Message.Type(99_001, "public", "mood"));

    RowChange change = only(new Message.Insert(9, row("1", "calm")));

    assertThat(change.columns())
        .containsExactly(
            new Column("id", 20, "int8", true), new Column("mood", 99_001, "mood", false));
  }

  @Test
  void an_untouched_large_value_is_taken_from_the_old_row() {
    RowChange change =
        only(
            new Message.Update(
                9, row("1", "calm"), List.of(new Cell.Text("2"), Cell.UNCHANGED_TOAST)));

    assertThat(change.kind()).isEqualTo(ChangeKind.UPDATE);
    assertThat(change.text("id")).isEqualTo("2");
    assertThat(change.oldText("id")).isEqualTo("1");
    assertThat(change.text("mood")).isEqualTo("calm");
  }

  @Test
  void a_delete_has_old_values_only() {
    RowChange change = only(new Message.Delete(9, row("1", "calm")));

    assertThat(change.kind()).isEqualTo(ChangeKind.DELETE);
    assertThat(change.newValues()).isEmpty();
    assertThat(change.oldText("id")).isEqualTo("1");
    assertThat(change.isOf("public", "notes")).isTrue();
  }

  @Test
  void a_truncation_names_its_table() {
    RowChange change = only(new Message.Truncate(List.of(9), false, false));

    assertThat(change.kind()).isEqualTo(ChangeKind.TRUNCATE);
    assertThat(change.table()).isEqualTo("notes");
  }

  @Test
  void the_rows_of_one_transaction_do_not_leak_into_the_next() {
    only(new Message.Insert(9, row("1", "calm")));

    assembler.accept(BEGIN);
    Transaction second = Objects.requireNonNull(assembler.accept(COMMIT));

    assertThat(second.changes()).isEmpty();
  }

  @Test
  void a_row_of_an_unknown_table_or_wider_than_its_table_is_refused() {
    assertThatExceptionOfType(DecodeException.class)
        .isThrownBy(() -> assembler.accept(new Message.Insert(8, row("1"))));
    assembler.accept(NOTES);
    assertThatExceptionOfType(DecodeException.class)
        .isThrownBy(() -> assembler.accept(new Message.Insert(9, row("1", "2", "3"))));
  }

  @Test
  void values_stay_out_of_texts_made_for_logs() {
    RowChange change = only(new Message.Insert(9, row("1", "canary sentence")));

    assertThat(change.toString()).doesNotContain("canary");
  }

  private RowChange only(Message row) {
    assembler.accept(BEGIN);
    assembler.accept(NOTES);
    assembler.accept(row);
    Transaction transaction = Objects.requireNonNull(assembler.accept(COMMIT));

    assertThat(transaction.changes()).hasSize(1);
    return transaction.changes().getFirst();
  }

  private static List<Cell> row(String... values) {
    return List.of(values).stream().<Cell>map(Cell.Text::new).toList();
  }
}
