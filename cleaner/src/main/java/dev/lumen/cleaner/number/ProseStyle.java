package dev.lumen.cleaner.number;

import dev.lumen.cleaner.number.Value.Count;
import dev.lumen.cleaner.number.Value.Day;
import dev.lumen.cleaner.number.Value.Literal;
import dev.lumen.cleaner.number.Value.Measure;
import dev.lumen.cleaner.number.Value.Money;
import dev.lumen.cleaner.number.Value.Percent;
import dev.lumen.cleaner.number.Value.Range;
import dev.lumen.cleaner.number.Value.Row;
import dev.lumen.cleaner.number.Value.TimeOfDay;
import dev.lumen.cleaner.number.Value.Year;
import dev.lumen.cleaner.text.Word;
import java.math.BigDecimal;
import java.util.stream.Collectors;

/** Running text. */
final class ProseStyle implements Style {
  @Override
  public String write(Value value) {
    return switch (value) {
      case Count(Reading reading, boolean minus) ->
          (minus ? "minus " : "") + NumberWriter.prose(reading);
      case Year(int year) -> String.valueOf(year);
      case Money money -> money(money);
      case Percent(Reading reading) -> NumberWriter.prose(reading) + "%";
      case Measure(Count amount, String unit) -> write(amount) + " " + unit;
      case Day day -> day(day);
      case TimeOfDay time -> time(time);
      case Value.Digits digits -> DigitGroups.prose(digits);
      case Literal(String written) -> written;
      case Range(Value from, String joint, Value to) -> write(from) + " " + joint + " " + write(to);
      case Row(var values) -> values.stream().map(this::write).collect(Collectors.joining(", "));
    };
  }

  private static String money(Money money) {
    String amount = money.symbol() + NumberWriter.prose(money.amount());
    return money.cents() < 0 ? amount : amount + "." + two(money.cents());
  }

  private static String day(Day day) {
    String month = Word.capital(day.month());
    String rank = day.day() + NumberWriter.suffix(BigDecimal.valueOf(day.day()));
    String year = day.year() == 0 ? "" : ", " + day.year();
    return switch (day.form()) {
      case MONTH_RANK -> month + " " + (day.year() == 0 ? rank : day.day() + year);
      case MONTH_NUMBER -> month + " " + day.day() + year;
      case RANK_OF_MONTH -> rank + " of " + month + year;
      case RANK_MONTH -> rank + " " + month + (day.year() == 0 ? "" : " " + day.year());
    };
  }

  private static String time(TimeOfDay time) {
    String clock = time.hour() + (time.minute() < 0 ? "" : ":" + two(time.minute()));
    String half = time.half().isEmpty() ? "" : " " + time.half();
    return clock + half + (time.zone() == null ? "" : " " + time.zone().name());
  }

  static String two(int number) {
    return number < 10 ? "0" + number : String.valueOf(number);
  }
}
