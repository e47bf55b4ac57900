package dev.lumen.cleaner.planted;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Turns with planted mishearings. */
final class PlantedCallsTest {
  private static final List<String> LINES =
      List.of(
          "Good morning and welcome to the Kestrova results call. With me is Anika Ellensburg, our"
              + " Chief Financial Officer.",
          "Thank you, Anika. We sold the plant in Dunmarrow and the SiloTrack business last month.",
          "Our next question comes from the line of Tobias Henkelman from Tarrant Brothers.",
          "Thanks, Anika. What does SiloTrack mean for the margins of Kestrova in Dunmarrow?");

  @TempDir private Path folder;

  private List<PlantedCalls.Row> rows(long seed) throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      lines.addAll(LINES);
    }
    Path text = Files.write(folder.resolve("text.txt"), lines);
    List<PlantedCalls.Row> rows = new ArrayList<>();
    new PlantedCalls(List.of(text), seed).tell(rows::add);
    return rows;
  }

  @Test
  void theSameSeedGivesTheSameTurnsAndAnotherOneOthers() throws IOException {
    assertEquals(rows(1), rows(1));
    assertNotEquals(rows(1), rows(2));
  }

  @Test
  void namesAreMisheardAndTheContextKnowsHowTheyAreWritten() throws IOException {
    List<PlantedCalls.Row> rows = rows(1);
    assertEquals(30 * LINES.size(), rows.size());
    long misheard = rows.stream().filter(PlantedCallsTest::isMisheard).count();
    assertTrue(misheard > 10 && misheard < 110, misheard + " turns misheard");
    assertTrue(rows.stream().anyMatch(PlantedCallsTest::knowsWhoIsPresented));
  }

  private static boolean knowsWhoIsPresented(PlantedCalls.Row row) {
    int name = row.said().indexOf("With me is ") + "With me is ".length();
    int comma = row.said().indexOf(',', name);
    return row.said().contains("With me is ")
        && row.context().contains(row.said().substring(name, comma));
  }

  private static boolean isMisheard(PlantedCalls.Row row) {
    return !plain(row.raw()).equals(plain(row.said()));
  }

  private static String plain(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 ]", "");
  }
}
