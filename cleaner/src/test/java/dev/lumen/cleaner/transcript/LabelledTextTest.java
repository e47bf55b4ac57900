package dev.lumen.cleaner.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Labelled text (2.1 Parser)")
class LabelledTextTest {

  private static List<String> read(String text) {
    return Said.in(text, TranscriptFormat.TXT);
  }

  @Test
  void labelsAloneBetweenBlankLines() {
    assertThat(read("User\n\nHello there.\n\nAI\n\nHi, how\nare you?\n\nUser\n\nFine.\n"))
        .containsExactly("User: Hello there.", "Lumen: Hi, how are you?", "User: Fine.");
  }

  @Test
  void labelsRightAfterTheParagraphBefore() {
    assertThat(read("AI\n\nHello.\nUser\n\nHi.\nAI\n\nGood day.\nUser\n\nYes.\n"))
        .containsExactly("Lumen: Hello.", "User: Hi.", "Lumen: Good day.", "User: Yes.");
  }

  @Test
  void labelsWithoutAnyBlankLine() {
    assertThat(read("User\nHello.\nAI\nHi.\nUser\nFine.")).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "User:\nHello.\n\nLumen:\nHi.\n",
        "USER\n\nHello.\n\nAI\n\nHi.\n",
        "User: Hello.\nLumen: Hi.\n",
        "human : Hello.\nassistant:Hi.",
        "**User:** Hello.\n\n**Lumen:** Hi.\n",
        "**User**: Hello.\n\n**AI**: Hi.\n",
        "**Customer**\n\nHello.\n\n**Claude**\n\nHi.\n",
        "### User\n\nHello.\n\n### AI\n\nHi.\n",
        "[00:01:02] User: Hello.\n[00:01:09] AI: Hi.\n",
        "(1:02) User: Hello.\n(1:09) AI: Hi.\n",
        "00:01:02 User: Hello.\n00:01:09 AI: Hi.\n",
        "User (00:12): Hello.\nLumen (00:15): Hi.\n",
        "User 0:12\nHello.\n\nLumen 0:15\nHi.\n",
        "- User: Hello.\n- AI Assistant: Hi.\n",
        "1. User: Hello.\n2. Lumen: Hi.\n",
        "1) Human: Hello.\n2) Assistant: Hi.\n",
        "\uFEFFUser: Hello.\r\nLumen: Hi.\r\n"
      })
  void everyCommonWayToWriteALabel(String text) {
    assertThat(read(text)).containsExactly("User: Hello.", "Lumen: Hi.");
  }

  @Test
  void aNumberedListIsWhatSomebodySays() {
    assertThat(
            read("User: Go on.\nLumen: Two things:\n1. Budget: small.\n2. Time: short.\nUser: OK."))
        .containsExactly(
            "User: Go on.", "Lumen: Two things: 1. Budget: small. 2. Time: short.", "User: OK.");
  }

  @Test
  void textBeforeTheFirstLabelIsATurnOfTheOtherParty() {
    Transcript transcript =
        TranscriptReader.read(
            "\n\nWelcome to the call.\n\nUser\n\nHello.\n\nAI\n\nHi.\n", TranscriptFormat.TXT);
    assertThat(Said.in(transcript.turns()))
        .containsExactly("Lumen: Welcome to the call.", "User: Hello.", "Lumen: Hi.");
    assertThat(transcript.turns().getFirst().originalSpeakerLabel()).isEmpty();
    assertThat(transcript.turns().getFirst().line()).isEqualTo(3);
    assertThat(transcript.warnings()).extracting(Warning::line).containsExactly(3);
  }

  @Test
  void textBeforeTheFirstOfThreeSpeakersIsOfNobodyKnown() {
    assertThat(read("Good morning.\n\nAnn: Hi.\nBob: Hi.\nAnn: So.\nBob: Yes.\nAI: Hello.\n"))
        .startsWith("Unknown: Good morning.", "Ann: Hi.");
  }

  @Test
  void aWordLikeALabelInsideAParagraphSplitsNoTurn() {
    assertThat(
            read("User\n\nWe talked about\nAI\nfor a long time.\n\nAI\n\nI see.\n\nUser\n\nOk.\n"))
        .containsExactly("User: We talked about AI for a long time.", "Lumen: I see.", "User: Ok.");
  }

  @Test
  void aTurnThatIsOnlyAWordLikeALabelIsKept() {
    assertThat(read("AI\n\nWhat interests you?\n\nUser\n\nAI\n\nAI\n\nMe too.\n\nUser\n\nGood.\n"))
        .containsExactly("Lumen: What interests you?", "User: AI", "Lumen: Me too.", "User: Good.");
  }

  @Test
  void aLoneWordIsNoLabelWhereLabelsHaveColons() {
    assertThat(read("User: We make\nAI\nAI: I see.\nUser: Yes.\n"))
        .containsExactly("User: We make AI", "Lumen: I see.", "User: Yes.");
  }

  @Test
  void theLabelIsKeptAsWritten() {
    Transcript transcript =
        TranscriptReader.read("CUSTOMER: Hi.\nClaude: Hello.", TranscriptFormat.TXT);
    assertThat(transcript.turns())
        .extracting(TranscriptTurn::originalSpeakerLabel)
        .containsExactly("CUSTOMER", "Claude");
  }

  @Test
  void otherNamesAreSpeakersWhenTheyAreUsedAsLabels() {
    assertThat(read("John Smith: Hi all.\nAna de Souza: Hello.\nJohn Smith: Shall we?\n"))
        .containsExactly("John Smith: Hi all.", "Ana de Souza: Hello.", "John Smith: Shall we?");
    assertThat(read("Speaker 1:\nHi.\n\nSpeaker 2:\nHello.\n"))
        .containsExactly("Speaker 1: Hi.", "Speaker 2: Hello.");
    assertThat(read("agent: hi\ncustomer: hello\nagent: so\n"))
        .containsExactly("agent: hi", "User: hello", "agent: so");
    assertThat(read("Ольга: Да.\nИван: Нет.\nОльга: Да.\n")).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Remember: buy milk",
        "Our site is at\nhttps://example.org/a: see there",
        "We meet at 10:30 then",
        "I said this: no",
        "C:\\temp is full"
      })
  void aColonInAnUnlabelledTextIsNoLabel(String text) {
    assertThat(TranscriptReader.read(text, TranscriptFormat.TXT).turns())
        .allSatisfy(it -> assertThat(it.speaker()).isEqualTo("User"));
  }

  @Test
  void aColonInsideATurnIsNoLabel() {
    assertThat(read("User: I have one\nNote: it is small\nAI: Fine.\nUser: Ok.\n")).hasSize(3);
    assertThat(read("User\n\nTwo things\nPrice: high\n\nAI\n\nFine.\n")).hasSize(2);
  }

  @Test
  void textWithoutLabelsIsOneTurnOfUserAParagraph() {
    Transcript transcript =
        TranscriptReader.read("One and\ntwo.\n\nThree.\n", TranscriptFormat.TXT);
    assertThat(Said.in(transcript.turns())).containsExactly("User: One and two.", "User: Three.");
    assertThat(transcript.warnings()).hasSize(1);
    assertThat(read("First line\nSecond line")).hasSize(2);
    assertThat(read(" \n\n")).isEmpty();
  }

  @Test
  void marksAreCollectedAndTakenOut() {
    TranscriptTurn turn =
        TranscriptReader.read(
                "Lumen: ##VT_WARM## Oh....... I  see <NOISE> ##VT_PLEASED_ENGAGED##\nUser: Ok",
                TranscriptFormat.TXT)
            .turns()
            .getFirst();
    assertThat(turn.rawText()).isEqualTo("Oh... I see");
    assertThat(turn.vtTags()).containsExactly("##VT_WARM##", "##VT_PLEASED_ENGAGED##");
    assertThat(turn.hasNoise()).isTrue();
  }

  @Test
  void aTurnOfNoiseAloneIsKeptAndAnEmptyOneIsToldOf() {
    Transcript transcript =
        TranscriptReader.read("User: <noise>\nAI:\nUser: Hi\n", TranscriptFormat.TXT);
    assertThat(Said.in(transcript.turns())).containsExactly("User: ", "User: Hi");
    assertThat(transcript.warnings()).extracting(Warning::line).containsExactly(2);
  }

  @Test
  void onlyLettersOfOtherScriptsAreForeign() {
    List<TranscriptTurn> turns =
        TranscriptReader.read(
                "AI: Hey… – “yes” café 5 € ½ 😀\nUser: maybe สุดๆ\nAI: ok\nUser: Да",
                TranscriptFormat.TXT)
            .turns();
    assertThat(turns)
        .extracting(TranscriptTurn::hasForeignText)
        .containsExactly(false, true, false, true);
  }

  @Test
  void timesAreSecondsFromTheStart() {
    TranscriptTurn turn =
        TranscriptReader.read(
                "[00:01:02.500 --> 00:01:04] User: Hi.\n[01:05] AI: Yes.", TranscriptFormat.TXT)
            .turns()
            .getFirst();
    assertThat(turn.startSeconds()).isEqualTo(62.5);
    assertThat(turn.endSeconds()).isEqualTo(64.0);
  }

  @Test
  void headingsAndRulesOfMarkdownAreNoSpeech() {
    Transcript transcript =
        TranscriptReader.read(
            "# Call of Monday\n\n---\n\n**User:** Hi.\n\n## Summary\n\n> **AI:** Hello.\n",
            TranscriptFormat.MD);
    assertThat(Said.in(transcript.turns())).containsExactly("User: Hi.", "Lumen: Hello.");
    assertThat(transcript.warnings()).extracting(Warning::line).containsExactly(1, 7);
  }

  @Test
  void whoeverSpeaksOnceIsTakenForThemselvesWhereNamesHaveTimes() {
    String otter =
        """
        Ann Lee  0:01
        Hello there.

        Bob Smith  0:05
        Hi Ann. We meet
        Monday 10:30

        Ann Lee  0:09
        Good to see you.
        """;
    assertThat(Said.in(otter, TranscriptFormat.TXT))
        .containsExactly(
            "Ann Lee: Hello there.",
            "Bob Smith: Hi Ann. We meet Monday 10:30",
            "Ann Lee: Good to see you.");
  }

  @Test
  void whatSomebodyIsBelongsToTheirName() {
    assertThat(
            Said.in(
                "Ann Lee: Hello.\nBob (Sales): Hi.\nAnn Lee [0:09]: He said (twice): no.\n",
                TranscriptFormat.TXT))
        .containsExactly("Ann Lee: Hello.", "Bob (Sales): Hi.", "Ann Lee: He said (twice): no.");
  }
}
