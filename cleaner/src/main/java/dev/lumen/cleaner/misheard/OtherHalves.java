package dev.lumen.cleaner.misheard;

import dev.lumen.cleaner.context.Roster;
import dev.lumen.cleaner.context.RosterEntry;
import dev.lumen.cleaner.context.RosterForm;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which halves of people's names are to be expected where: behind a first name that stands there
 * the last names of those who are called so, before a last name their first names.
 */
final class OtherHalves {
  private final Map<Integer, List<RosterForm>> startingAt = new HashMap<>();
  private final Map<Integer, List<RosterForm>> endingAt = new HashMap<>();

  OtherHalves(Roster roster, SpokenLine line) {
    for (int i = 0; i < line.size(); i++) {
      for (RosterForm form : roster.starting(line.lower(i))) {
        boolean person = form.entry().kind() == RosterEntry.Kind.PERSON;
        if (person && !form.entry().doubtful() && Roster.stands(form, line.lower(), i)) {
          expect(form, i, i + form.lower().size());
        }
      }
    }
  }

  private void expect(RosterForm form, int from, int to) {
    for (RosterForm other : form.siblings()) {
      if (form.part() == RosterForm.Part.FIRST && other.part() == RosterForm.Part.LAST) {
        startingAt.computeIfAbsent(to, at -> new ArrayList<>()).add(other);
      } else if (form.part() == RosterForm.Part.LAST && other.part() == RosterForm.Part.FIRST) {
        endingAt.computeIfAbsent(from, at -> new ArrayList<>()).add(other);
      }
    }
  }

  /** The forms that are to be expected in a stretch. */
  List<RosterForm> expected(int from, int to) {
    List<RosterForm> after = startingAt.getOrDefault(from, List.of());
    List<RosterForm> before = endingAt.getOrDefault(to, List.of());
    if (after.isEmpty() || before.isEmpty()) {
      return after.isEmpty() ? before : after;
    }
    List<RosterForm> both = new ArrayList<>(after);
    both.addAll(before);
    return both;
  }
}
