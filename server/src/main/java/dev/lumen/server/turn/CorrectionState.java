package dev.lumen.server.turn;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What people have made of a correction. */
public enum CorrectionState {
  /** Nobody has decided: it is applied if the cleaner was sure enough. */
  @JsonProperty("pending")
  PENDING,
  /** A person said that it is right. */
  @JsonProperty("accepted")
  ACCEPTED,
  /** A person said that it is wrong: the raw text stands there. */
  @JsonProperty("rejected")
  REJECTED,
  /** A person put something else there. */
  @JsonProperty("modified")
  MODIFIED;

  /** The name on the wire. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
