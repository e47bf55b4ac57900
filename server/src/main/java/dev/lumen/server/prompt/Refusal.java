package dev.lumen.server.prompt;

import java.util.Locale;

/** Why an edit of a model is not made. */
enum Refusal {
  /** It makes, changes or drops a number. */
  NUMBER,
  /** It makes or drops a negation. */
  NEGATION,
  /** It makes or drops a word of doubt or of estimation. */
  HEDGE,
  /** It writes a name that the conversation does not know and that sounds unlike what was said. */
  NAME,
  /** It writes a word that was not said. */
  INVENTED_WORD,
  /** It leaves out a word that was said. */
  DROPPED_WORD,
  /** It says the same words in another order. */
  REORDERED,
  /** It undoes what the cleaner is surer of. */
  LOCAL_RESULT,
  /** A person has decided what stands there. */
  DECIDED,
  /** The turn was changed there while the model was thinking. */
  OVERTAKEN;

  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
