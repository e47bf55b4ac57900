package dev.lumen.cleaner.number;

import dev.lumen.cleaner.number.DateReader.Dated;
import dev.lumen.cleaner.number.Value.DayForm;
import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Days of the year in running text: "may sixth", "the fifth of may twenty twenty". */
public final class DateGrammar implements Grammar {
  private static final Set<String> JOINTS = Set.of("to", "and", "or", "until", "till", "through");

  @Override
  public @Nullable Found read(Atoms atoms, int at) {
    if (Months.isAt(atoms, at)) {
      if (isSpelling(atoms, at)) {
        return null;
      }
      return found(DateReader.monthFirst(atoms, at));
    }
    if (!NumberReader.canStart(atoms, at)) {
      return null;
    }
    Dated dated = DateReader.dayFirst(atoms, at);
    if (dated != null) {
      boolean bare = dated.day().form() == DayForm.RANK_MONTH && dated.day().year() == 0;
      return bare ? Found.likely(dated.day(), dated.end()) : found(dated);
    }
    Found weekday = weekday(atoms, at);
    return weekday == null ? firstOfTwo(atoms, at) : weekday;
  }

  /** "n for november seven", "n as in november": the month tells a letter. */
  private static boolean isSpelling(Atoms atoms, int at) {
    boolean told = atoms.at(at - 1).equals("for") || atoms.reads(at - 2, "as", "in");
    int letter = atoms.at(at - 1).equals("for") ? at - 2 : at - 3;
    return told && atoms.isLetter(letter) && atoms.at(at).startsWith(atoms.at(letter));
  }

  /** "from the first to the second of june". */
  private static @Nullable Found firstOfTwo(Atoms atoms, int at) {
    Reading rank = atoms.at(at - 1).equals("the") ? NumberReader.read(atoms, at) : null;
    if (rank == null
        || rank.kind() != Reading.Kind.ORDINAL
        || !JOINTS.contains(atoms.at(rank.end()))) {
      return null;
    }
    int second = rank.end() + (atoms.at(rank.end() + 1).equals("the") ? 2 : 1);
    Dated dated = DateReader.dayFirst(atoms, second);
    boolean rises = dated != null && rank.number() < dated.day().day();
    return rises ? Found.sure(new Value.Count(rank, false), rank.end()) : null;
  }

  private static @Nullable Found found(@Nullable Dated dated) {
    return dated == null ? null : Found.sure(dated.day(), dated.end());
  }

  /** "friday the thirteenth". */
  private static @Nullable Found weekday(Atoms atoms, int at) {
    boolean named = atoms.at(at - 1).equals("the") && Cues.WEEKDAY.has(atoms.at(at - 2));
    Reading rank = named ? NumberReader.read(atoms, at) : null;
    boolean day =
        rank != null
            && rank.kind() == Reading.Kind.ORDINAL
            && rank.value().compareTo(BigDecimal.valueOf(31)) <= 0;
    return rank != null && day ? Found.sure(new Value.Count(rank, false), rank.end()) : null;
  }
}
