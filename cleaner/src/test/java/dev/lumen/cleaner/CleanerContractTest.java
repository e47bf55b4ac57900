package dev.lumen.cleaner;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The cleaner keeps the contract")
class CleanerContractTest {
  private final Cleaner cleaner = Cleaner.standard();
  private final ConversationMemory memory = new ConversationMemory();

  private CleanedTurn say(String speaker, String text) {
    Turn turn = Turn.of(speaker, text);
    CleanedTurn cleaned = cleaner.clean(turn, memory);
    memory.remember(turn, cleaned);
    return cleaned;
  }

  @Test
  @DisplayName("H-08d: the asserted example, word for word, its first correction HIGH at 8..17")
  void theAssertedExample() {
    Turn turn =
        new Turn(
            "User",
            "I'm the vector of marketing at quick fit windows",
            "Business qualification call",
            null);
    CleanedTurn cleaned = cleaner.clean(turn, memory);
    assertThat(cleaned.cleanedText())
        .isEqualTo("I'm the Director of Marketing at Quick Fit Windows");
    assertThat(cleaned.confidence()).isEqualTo(Confidence.HIGH);
    assertThat(cleaned.cleaningApplied()).isTrue();
    assertThat(cleaned.level()).isEqualTo(CleaningLevel.FULL);
    Correction first = cleaned.corrections().getFirst();
    assertThat(first.original()).isEqualTo("vector of");
    assertThat(first.corrected()).isEqualTo("Director of");
    assertThat(first.confidence()).isEqualTo(Confidence.HIGH);
    assertThat(first.position()).isEqualTo(new Span(8, 17));
  }

  @Test
  @DisplayName("H-08e: the first of two turns holds the corrected title")
  void twoTurns() {
    CleanedTurn first = say("User", "I'm the vector of marketing");
    CleanedTurn second = say("User", "As I mentioned, I work in marketing");
    assertThat(first.cleanedText())
        .contains("Director of Marketing")
        .doesNotContain("vector of marketing");
    assertThat(second.cleanedText()).isEqualTo("As I mentioned, I work in marketing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Lumen", "lumen", "AI", "Assistant", "CLAUDE"})
  @DisplayName("H-08c, C-01, X-21: the AI voice passes byte for byte")
  void theAiVoicePasses(String speaker) {
    String text = "##VT_WARM## so um i i have seventy five … ";
    CleanedTurn cleaned = cleaner.clean(Turn.of(speaker, text), memory);
    assertThat(cleaned.cleanedText()).isEqualTo(text);
    assertThat(cleaned.cleaningApplied()).isFalse();
    assertThat(cleaned.level()).isEqualTo(CleaningLevel.NONE);
    assertThat(cleaned.confidence()).isEqualTo(Confidence.HIGH);
    assertThat(cleaned.corrections()).isEmpty();
    assertThat(cleaned.contextDetected()).isEqualTo("lumen_response");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Yes", "No", "OK", "75", "Oh.", "“Yes”", "Hi", "Ja, ja.", "…", ""})
  @DisplayName("C-13, C-03: short answers survive untouched at level none")
  void shortAnswersSurvive(String answer) {
    CleanedTurn cleaned = cleaner.clean(Turn.of("User", answer), memory);
    assertThat(cleaned.cleanedText()).isEqualTo(answer);
    assertThat(cleaned.level()).isEqualTo(CleaningLevel.NONE);
    assertThat(cleaned.transcriptionError()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "We do book marketing|We do Facebook marketing",
        "We have seventy five employees|We have 75 employees",
        "We get fifty leads per month|We get 50 leads per month",
        "Our generic CEO page|Our generic SEO page",
        "We tried paper click ads|We tried pay per click ads",
        "Most of it is checker trade|Most of it is Checkatrade",
        "are product is great|Our product is great",
        "We get fifty to a hundred calls|We get 50 to 100 calls",
        "Maybe a couple thousand|Maybe a couple thousand"
      })
  @DisplayName("C-13: the sentences and error words of the documents")
  void errorWords(String raw, String cleaned) {
    assertThat(cleaner.clean(Turn.of("User", raw), memory).cleanedText()).isEqualTo(cleaned);
  }

  @Test
  @DisplayName("C-09: a turn in a script nobody speaks is emptied, and its raw text recoverable")
  void wrongScriptIsNoSpeech() {
    say("Lumen", "Would you like a demo?");
    CleanedTurn cleaned = cleaner.clean(Turn.of("User", "สวัสดี"), memory);
    assertThat(cleaned.transcriptionError()).isTrue();
    assertThat(cleaned.cleanedText()).isEmpty();
    assertThat(cleaned.confidence()).isEqualTo(Confidence.LOW);
    assertThat(cleaned.level()).isEqualTo(CleaningLevel.LIGHT);
    assertThat(cleaned.contextDetected()).isEqualTo("transcription_error");
    assertThat(CleanedTurn.apply("สวัสดี", cleaned.corrections(), c -> false)).isEqualTo("สวัสดี");
  }

  @Test
  @DisplayName("C-09: the switch for it is honoured")
  void transcriptionErrorsCanBeKept() {
    memory.use(new CleaningSettings(null, false, null));
    say("Lumen", "Would you like a demo?");
    CleanedTurn cleaned = cleaner.clean(Turn.of("User", "สวัสดี"), memory);
    assertThat(cleaned.transcriptionError()).isTrue();
    assertThat(cleaned.cleanedText()).isEqualTo("สวัสดี");
  }

  @Test
  @DisplayName("C-09: a conversation really held in Greek is left alone")
  void aGreekConversation() {
    assertThat(say("User", "Καλημέρα σας, με ακούτε καλά;").transcriptionError()).isFalse();
    assertThat(say("User", "Ναι").cleanedText()).isEqualTo("Ναι");
  }

  @Test
  @DisplayName("C-04: force overrides the decision")
  void forceOverrides() {
    String raw = "um I I have seventy five <noise>";
    Turn none = new Turn("User", raw, null, CleaningLevel.NONE);
    Turn light = new Turn("User", raw, null, CleaningLevel.LIGHT);
    assertThat(cleaner.clean(none, memory).cleanedText()).isEqualTo(raw);
    assertThat(cleaner.clean(light, memory).cleanedText()).isEqualTo("Um I I have 75");
    assertThat(cleaner.clean(light, memory).level()).isEqualTo(CleaningLevel.LIGHT);
  }

  @Test
  @DisplayName("C-11: a default level holds where no level is forced")
  void defaultLevel() {
    memory.use(new CleaningSettings(CleaningLevel.NONE, true, null));
    assertThat(cleaner.clean(Turn.of("User", "um yes"), memory).cleanedText()).isEqualTo("um yes");
  }

  @Test
  @DisplayName("C-11: a business domain speaks where a turn says little, and changes no text")
  void businessDomain() {
    memory.use(new CleaningSettings(null, true, "home_services"));
    CleanedTurn little = say("User", "um the residential ones are the best");
    assertThat(little.businessDomain()).isEqualTo("home_services");
    assertThat(little.cleanedText())
        .isEqualTo(
            Cleaner.standard()
                .clean(
                    Turn.of("User", "um the residential ones are the best"),
                    new ConversationMemory())
                .cleanedText());
    assertThat(say("User", "we spend it on PPC and SEO, residential too").businessDomain())
        .as("what a turn clearly says counts more")
        .isEqualTo("marketing");
    assertThat(say("User", "yes that is right").businessDomain()).isNull();
  }

  @Test
  @DisplayName("C-02, C-05: names of the AI voice and of the shared context correct later turns")
  void namesAreLearnt() {
    say("Lumen", "I have you as Scott, the Head of Marketing at Quick Fit Windows.");
    assertThat(say("User", "yes i'm scott from quick fit windows").cleanedText())
        .isEqualTo("Yes I'm Scott from Quick Fit Windows");
    memory.share("People: Siobhan Kerrigan (CFO of Belltower Estates)");
    assertThat(say("User", "ask shivon Kerrigan about it").cleanedText()).contains("Kerrigan");
    assertThat(say("User", "we are bell tower estates").cleanedText())
        .isEqualTo("We are Belltower Estates");
  }

  @Test
  @DisplayName("C-03: what would need more corrections than talk ever does is left as it came, LOW")
  void tooMuchToCorrect() {
    String broken = "A. ".repeat(4_000).strip();
    CleanedTurn cleaned = say("User", broken);
    assertThat(cleaned.cleanedText()).isEqualTo(broken);
    assertThat(cleaned.corrections()).isEmpty();
    assertThat(cleaned.confidence()).isEqualTo(Confidence.LOW);
  }

  @Test
  @DisplayName("C-02: a window of 0 keeps no text but keeps the names")
  void windowOfZero() {
    ConversationMemory small = new ConversationMemory(0);
    Turn said = Turn.of("Lumen", "Welcome to Quick Fit Windows.");
    small.remember(said, cleaner.clean(said, small));
    assertThat(small.window()).isZero();
    assertThat(cleaner.clean(Turn.of("User", "it is quick fit windows"), small).cleanedText())
        .isEqualTo("It is Quick Fit Windows");
  }

  @Test
  @DisplayName("C-07: contexts are detected, several at once, and a switch is told with a reason")
  void contexts() {
    CleanedTurn who = say("User", "I'm the head of sales, my name is Joan");
    assertThat(who.contextDetected()).isEqualTo("identity_discussion");
    assertThat(who.transition()).isNotNull();
    CleanedTurn what = say("User", "We get most calls from PPC, about fifty leads per month");
    assertThat(what.activeContexts()).contains("marketing_discussion", "volume_discussion");
    assertThat(what.transition()).isNotNull();
    assertThat(say("User", "Sure").contextDetected()).isEqualTo("general");
    assertThat(memory.activeContexts()).contains("marketing_discussion");
  }

  @Test
  @DisplayName("C-08: a self-correction is recognised and the withdrawn title no longer taught")
  void selfCorrection() {
    say("User", "I'm the vector of marketing");
    CleanedTurn cleaned = say("User", "Actually, I meant Director of Operations");
    assertThat(cleaned.selfCorrection()).isTrue();
    assertThat(cleaned.conversationFlow()).isEqualTo("correction");
    assertThat(say("User", "as director of operations i decide").cleanedText())
        .isEqualTo("As Director of Operations I decide");
    assertThat(say("User", "I was a director of marketing once").cleanedText())
        .isEqualTo("I was a director of marketing once");
  }
}
