package dev.lumen.cleaner.number;

import dev.lumen.cleaner.number.Value.Count;
import dev.lumen.cleaner.number.Value.Day;
import dev.lumen.cleaner.number.Value.DayForm;
import dev.lumen.cleaner.number.Value.Literal;
import dev.lumen.cleaner.number.Value.Measure;
import dev.lumen.cleaner.number.Value.Money;
import dev.lumen.cleaner.number.Value.Percent;
import dev.lumen.cleaner.number.Value.Range;
import dev.lumen.cleaner.number.Value.Row;
import dev.lumen.cleaner.number.Value.TimeOfDay;
import dev.lumen.cleaner.number.Value.Year;
import java.util.stream.Collectors;

/** A value that is all that was said. */
final class DictatedStyle implements Style {
  @Override
  public String write(Value value) {
    return switch (value) {
      case Count(Reading reading, boolean minus) ->
          (minus ? "-" : "") + NumberWriter.compact(reading);
      case Year(int year) -> String.valueOf(year);
      case Money money -> money(money);
      case Percent(Reading reading) -> NumberWriter.compact(reading) + " %";
      case Measure(Count amount, String unit) -> write(amount) + " " + unit;
      case Day day -> day(day);
      case TimeOfDay time -> time(time);
      case Value.Digits digits -> DigitGroups.dictated(digits);
      case Literal(String written) -> written;
      case Range(Value from, String joint, Value to) -> write(from) + " " + joint + " " + write(to);
      case Row(var values) -> values.stream().map(this::write).collect(Collectors.joining(", "));
    };
  }

  private static String money(Money money) {
    String amount = money.symbol() + NumberWriter.compact(money.amount());
    return money.cents() < 0 ? amount : amount + "." + ProseStyle.two(money.cents());
  }

  private static String day(Day day) {
    boolean monthFirst = day.form() == DayForm.MONTH_RANK || day.form() == DayForm.MONTH_NUMBER;
    String date = monthFirst ? day.month() + " " + day.day() : day.day() + " " + day.month();
    return day.year() == 0 ? date : date + " " + day.year();
  }

  private static String time(TimeOfDay time) {
    String clock = ProseStyle.two(time.hour()) + ":" + ProseStyle.two(Math.max(0, time.minute()));
    String half = time.half().isEmpty() ? "" : " " + time.half();
    return clock + half + (time.zone() == null ? "" : " " + time.zone().abbreviation());
  }
}
