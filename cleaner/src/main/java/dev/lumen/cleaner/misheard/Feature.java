package dev.lumen.cleaner.misheard;

/** What the acceptance of a name looks at. Distances and fits are explained where they are made. */
public enum Feature {
  /** How far the sounds are apart, 0 to about 1. */
  DISTANCE,
  /** The same as a sum of costs: long names may differ in more places. */
  COST,
  /** How many sounds the name has, 16 at most. */
  LENGTH,
  /** How far the spellings are apart, 0 to 1. */
  SPELLING,
  /** Whether the first sounds are far from each other. */
  OTHER_START,
  /** Log2 of how often the most unusual word that stands there is used. */
  RAREST,
  /** Whether a word stands there that the language model has never seen. */
  UNSEEN,
  /** Whether all words are in the pronouncing lexicon. */
  LISTED,
  /** How much better a name fits its neighbours than what stands there, in bits, 20 at most. */
  GAIN,
  /** How well a name fits there, in bits. */
  FIT_NAME,
  /** A capital inside a sentence. */
  CAPITAL,
  /** A person's whole name. */
  WHOLE_PERSON,
  /** A first name alone. */
  FIRST,
  /** A last name alone. */
  LAST,
  /** A piece of a longer name. */
  PIECE,
  /** An abbreviation. */
  ABBREVIATION,
  /** The context itself doubts that the name comes up. */
  DOUBTFUL,
  /** Log2 of how often the name was heard rightly before. */
  HEARD,
  /** Heard rightly in the last turns. */
  RECENT,
  /** The other half of the person's name stands beside it. */
  BESIDE,
  /** What was told with the name stands near: the firm of a person, the people of a firm. */
  DETAIL,
  /** How many words fewer the name has than what stands there. */
  FEWER,
  /** How many words more the name has than what stands there. */
  MORE,
  /** A mark stands inside the stretch. */
  CUT,
  /** How much nearer the nearest other name is. */
  RIVAL,
  /** The distance where the other half or a detail stands near. */
  DISTANCE_BESIDE,
  /** The distance where the heard words are all common. */
  DISTANCE_COMMON,
  /** The words that stand there are an everyday edge: "the", "of". */
  EVERYDAY_EDGE,
  /** Another form of the same word: "Steve" for "Steven". */
  SAME_STEM,
  /** The words that stand there are a usual name. */
  USUAL_NAME,
  /** The name is what the shared context is about: the first thing that it names. */
  SUBJECT,
  /** Log2 of how often the same rare words stood in earlier turns. */
  AGAIN,
  /** A possessive s is added or taken away. */
  POSSESSIVE,
  /** The sounds are the same. */
  SAME_SOUND,
  /** The distance of a short name. */
  DISTANCE_SHORT,
  /** The distance where the heard words are a usual name. */
  DISTANCE_USUAL,
  /** A piece of a name without the rest of it beside. */
  LONE_PIECE,
  /** An abbreviation where a word of the lexicon stands. */
  WORD_ABBREVIATION,
  /** How many of the words that stand there are common. */
  COMMON_WORDS,
  /** A usual name that sounds and is spelled nearly the same: "Michelle" for Michele. */
  SAME_NAME,
  /** What stands there is another name that the context doubts. */
  OTHER_NAME,
  /** How much better the name fits where all heard words are common. */
  GAIN_COMMON,
  /** An abbreviation where letters stand that nobody could say as a word: "rcs" for REX. */
  OTHER_LETTERS,
  /** A short name behind a number, which rather has a unit: "$11.74 cap". */
  AFTER_NUMBER,
  /** The first of several heard words starts a name of one word: "Chris hovers" for Christopher. */
  STARTED,
  /** Whether the last sounds are far from each other. */
  OTHER_END,
  /** The distance where the first or the last sounds are far from each other. */
  DISTANCE_EDGE,
  /** Log2 of how often the name was put in the place of something before. */
  MENDED,
  /** Log2 of how often it was put in the place of just these words. */
  MENDED_SO,
  /** How many names of the conversation were heard rightly for one that was mended, in bits. */
  RELIABILITY,
  /** How well the other words of the turn follow each other, in bits a word. */
  TURN_FIT,
  /** What stands there is a name that everybody knows: "Africa". */
  FAMOUS,
  /** A person where somebody is called, greeted or thanked: "over to". */
  CALLED,
  /** Something else than a person in such a place. */
  CALLED_THING,
  /** A person before words that follow people: "with", an office, "please". */
  GOES_ON,
  /** A person between both. */
  CALLED_AND_GOES_ON,
  /** Something else than a person behind "with" or "from". */
  TOLD_AS_FIRM;

  /** Its place in a row of features or weights: in memory alone, what is stored goes by name. */
  @SuppressWarnings("EnumOrdinal")
  public int place() {
    return ordinal();
  }
}
