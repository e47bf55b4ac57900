package dev.lumen.cleaner.number;

/** How a value is written. */
public interface Style {
  /** The value as this style writes it. */
  String write(Value value);

  /** Running text, as a professional transcriber writes it: "$5,000", "5 percent" as "5%". */
  Style PROSE = new ProseStyle();

  /** A value that is all that was said, as a form field takes it: "$5000", "5 kg", "08:30". */
  Style DICTATED = new DictatedStyle();
}
