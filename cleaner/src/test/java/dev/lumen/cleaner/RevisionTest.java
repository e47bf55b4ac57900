package dev.lumen.cleaner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What a later turn changes in earlier ones")
class RevisionTest {
  private final Cleaner cleaner = Cleaner.standard();
  private final ConversationMemory memory = new ConversationMemory();
  private final List<EarlierTurn> said = new ArrayList<>();

  private List<Revision> say(String speaker, String text) {
    Turn turn = Turn.of(speaker, text);
    CleanedTurn cleaned = cleaner.clean(turn, memory);
    Lesson lesson = memory.remember(turn, cleaned);
    List<Revision> revisions = cleaner.revise(said, lesson, memory);
    for (Revision revision : revisions) {
      EarlierTurn old = said.get(revision.index());
      said.set(
          revision.index(), new EarlierTurn(old.turn(), revision.corrections(), old.decided()));
    }
    said.add(EarlierTurn.of(turn, cleaned));
    return revisions;
  }

  @Test
  @DisplayName("V-05: a firm that is named later is written rightly in the earlier turn")
  void aNameThatIsLearntLater() {
    say("User", "well i work for kestrover systems");
    List<Revision> revisions = say("Lumen", "Thanks! And at Kestrova Systems, who decides?");
    assertThat(revisions).hasSize(1);
    assertThat(revisions.getFirst().added())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.original()).isEqualTo("kestrover systems");
              assertThat(it.corrected()).isEqualTo("Kestrova Systems");
              assertThat(it.applied()).isTrue();
            });
    assertThat(said.getFirst().cleanedText()).isEqualTo("Well I work for Kestrova Systems");
    assertThat(
            CleanedTurn.apply(
                said.getFirst().turn().rawText(), said.getFirst().corrections(), it -> false))
        .isEqualTo("well i work for kestrover systems");
  }

  @Test
  @DisplayName("Hearing the name again brings nothing new")
  void twiceIsOnce() {
    say("User", "i work for kestrover systems");
    assertThat(say("Lumen", "So Kestrova Systems it is.")).isNotEmpty();
    assertThat(say("Lumen", "And Kestrova Systems is based where?")).isEmpty();
    Turn again = Turn.of("Lumen", "Kestrova Systems, right.");
    Lesson lesson =
        new Lesson(
            again,
            cleaner.clean(again, memory),
            new ConversationMemory().share("Kestrova Systems"));
    assertThat(cleaner.revise(said, lesson, memory)).isEmpty();
  }

  @Test
  @DisplayName("What a person has decided is never touched")
  void decidedPlacesStay() {
    Turn turn = Turn.of("User", "i work for kestrover systems");
    CleanedTurn cleaned = cleaner.clean(turn, memory);
    memory.remember(turn, cleaned);
    said.add(new EarlierTurn(turn, cleaned.corrections(), Set.of(new Span(11, 20))));
    assertThat(say("Lumen", "So Kestrova Systems it is.")).isEmpty();
  }

  @Test
  @DisplayName("C-04: a turn that is to stay as it came stays so")
  void levelNoneStays() {
    Turn turn = new Turn("User", "i work for kestrover systems", null, CleaningLevel.NONE);
    said.add(EarlierTurn.of(turn, cleaner.clean(turn, memory)));
    assertThat(say("Lumen", "So Kestrova Systems it is.")).isEmpty();
  }

  @Test
  @DisplayName("C-09: a first short turn in Greek comes back when the conversation is held in it")
  void aGreekConversationFromItsFirstWord() {
    say("User", "Ναι");
    assertThat(said.getFirst().cleanedText()).isEmpty();
    List<Revision> revisions = say("Lumen", "Καλημέρα σας, πώς μπορώ να βοηθήσω;");
    assertThat(said.getFirst().cleanedText()).isEqualTo("Ναι");
    assertThat(revisions.getFirst().added())
        .singleElement()
        .satisfies(it -> assertThat(it.applied()).isFalse());
    assertThat(say("User", "Θα ήθελα μια προσφορά για τα παράθυρα")).isEmpty();
    assertThat(said.getLast().cleanedText()).startsWith("Θα ήθελα");
  }

  @Test
  @DisplayName("C-09: errors of an English conversation stay errors")
  void errorsStayErrors() {
    say("Lumen", "Would you like a demo?");
    say("User", "สวัสดี");
    say("Lumen", "Sorry, could you say that again?");
    say("User", "yes we would like a demo");
    assertThat(said.get(1).cleanedText()).isEmpty();
  }

  @Test
  @DisplayName("C-08: a title that is taken back is marked on the turn that claimed it")
  void aTitleIsTakenBack() {
    say("User", "I'm the vector of marketing at quick fit windows");
    say("Lumen", "Great, and how many people work there?");
    List<Revision> revisions = say("User", "Actually, I meant Director of Operations");
    TakenBack mark = Objects.requireNonNull(revisions.getFirst().takenBack());
    assertThat(revisions.getFirst().index()).isZero();
    assertThat(mark.claim()).isEqualTo("Director of Marketing");
    assertThat(mark.replacement()).isEqualTo("Director of Operations");
    assertThat(mark.position()).isEqualTo(new Span(8, 27));
    assertThat(said.getFirst().cleanedText()).contains("Director of Marketing");
  }

  @Test
  @DisplayName("C-08: a number is taken back by one of the same thing, not of another")
  void aNumberIsTakenBack() {
    say("User", "we have fifty people and forty leads");
    List<Revision> revisions = say("User", "sorry, I meant sixty leads");
    TakenBack mark = Objects.requireNonNull(revisions.getFirst().takenBack());
    assertThat(mark.claim()).isEqualTo("40");
    assertThat(mark.replacement()).isEqualTo("60");
    assertThat(mark.position()).isEqualTo(new Span(25, 30));
  }

  @Test
  @DisplayName("C-08: a name that is denied is marked; thanks and small talk take nothing back")
  void aNameIsTakenBack() {
    say("Lumen", "Is it Northfield or Northgate?");
    say("User", "We are Northfield in Leeds");
    List<Revision> revisions = say("User", "Sorry, I meant Northgate, not Northfield.");
    assertThat(Objects.requireNonNull(revisions.getFirst().takenBack()).claim())
        .isEqualTo("Northfield");
    assertThat(say("User", "Actually that sounds good")).isEmpty();
  }
}
