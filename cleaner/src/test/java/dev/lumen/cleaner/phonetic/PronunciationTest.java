package dev.lumen.cleaner.phonetic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** How abbreviations are read aloud. */
final class PronunciationTest {
  @Test
  void sayingsOfBusinessComeFirst() {
    assertEquals("gap", Pronunciation.of("GAAP"));
    assertEquals("nungap", Pronunciation.of("non-GAAP"));
    assertEquals("Ibitdo", Pronunciation.of("EBITDA"));
  }

  @Test
  void severalOfWhatIsSpelledOutEndInTheSoundOfZ() {
    assertEquals(Pronunciation.of("KPI") + "z", Pronunciation.of("KPIs"));
    assertEquals(Pronunciation.of("OEM") + "z", Pronunciation.of("OEMs"));
  }

  @Test
  void capitalsWithVowelsAreWordOrLetters() {
    List<String> readings = Pronunciation.readings("AFFO");
    assertTrue(readings.contains(Pronunciation.spelled("affo")));
    assertTrue(readings.size() > 1);
  }
}
