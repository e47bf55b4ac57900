package dev.lumen.cleaner.misheard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lumen.cleaner.context.ContextReader;
import dev.lumen.cleaner.context.Roster;
import dev.lumen.cleaner.text.Tokenizer;
import java.util.List;
import org.junit.jupiter.api.Test;

class NameSpotterTest {
  private static final String CONTEXT =
      "We expect Scott Thelander, Vice President; Jean-Marc Germain, CEO; Thomas Narayan, RBC. They"
          + " may talk about Fabric, Realty Trust.";

  private final Roster roster = roster();

  private static Roster roster() {
    Roster roster = new Roster();
    roster.enter(ContextReader.read(CONTEXT));
    return roster;
  }

  private List<Candidate> candidates(String text) {
    return new NameSpotter(roster, Tokenizer.tokenize(text)).candidates();
  }

  private boolean mayBe(String text, String name) {
    return candidates(text).stream().anyMatch(candidate -> candidate.written().equals(name));
  }

  @Test
  void aLastNameIsLookedForBesideItsFirstNameEvenIfItStartsOtherwise() {
    assertTrue(mayBe("the line of Scott Wilander please", "Thelander"));
    assertFalse(mayBe("the line of Peter Wilander please", "Thelander"));
  }

  @Test
  void aUsualFirstNameBesideTheLastNameIsNotTakenForAnother() {
    assertFalse(mayBe("the line of Tom Narayan please", "Thomas"));
  }

  @Test
  void whoAsksSomebodyToGoOnSaysNoName() {
    assertTrue(candidates("the line of Telander please").stream().allMatch(it -> it.to() == 4));
    assertTrue(mayBe("the line of Telander please", "Thelander"));
  }

  @Test
  void theWordsAroundTellThatSomebodyIsNamed() {
    assertTrue(tells("the line of Telander with", Feature.CALLED));
    assertTrue(tells("the line of Telander with", Feature.CALLED_AND_GOES_ON));
    assertTrue(tells("Telander with", Feature.GOES_ON));
    assertFalse(tells("so the Telander plan", Feature.CALLED));
  }

  private boolean tells(String text, Feature feature) {
    return candidates(text).stream()
        .filter(candidate -> candidate.written().equals("Thelander"))
        .anyMatch(candidate -> candidate.features()[feature.place()] > 0);
  }

  @Test
  void aWordThatWasGivenUpIsNoName() {
    assertTrue(mayBe("we met Telander you know", "Thelander"));
    assertFalse(mayBe("we met Telander… you know", "Thelander"));
  }

  @Test
  void aPluralIsNoMishearingOfTheWord() {
    assertFalse(mayBe("we sell upholstery fabrics here", "Fabric"));
  }

  @Test
  void aLastNameAloneIsNotLookedForWhereAFamousNameStands() {
    assertFalse(mayBe("supported by the German state", "Germain"));
    assertTrue(mayBe("supported by Jean-Marc German today", "Germain"));
  }

  @Test
  void whatWasPutRightSpeaksForTheSameAgain() {
    Candidate before = candidates("Scott Wilander said").getFirst();
    roster.hear(List.of("scott", "thelander"));
    roster.mend("wilander", "thelander");
    Candidate after = candidates("Scott Wilander said").getFirst();
    assertEquals(0, before.features()[Feature.MENDED_SO.place()]);
    assertEquals(1, after.features()[Feature.MENDED_SO.place()]);
    assertEquals(1, after.features()[Feature.MENDED.place()]);
  }

  @Test
  void namesHeardRightlyMakeTheRecogniserReliableAndMendedOnesDoNot() {
    assertEquals(0, roster.reliability());
    roster.hear(List.of("thelander", "and", "fabric"));
    double reliable = roster.reliability();
    assertTrue(reliable > 0, "reliability " + reliable);
    roster.mend("wilander", "thelander");
    assertTrue(roster.reliability() < reliable);
    assertEquals(roster.reliability(), new Roster(roster).reliability());
  }
}
