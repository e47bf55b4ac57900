package dev.lumen.server.account;

import dev.lumen.server.api.Fields;
import java.text.Normalizer;
import java.util.regex.Pattern;

/** Addresses by which users are known. Only their form is looked at: nothing is ever sent there. */
public final class Emails {
  /** The most characters of an address. */
  public static final int MAX_CHARS = 255;

  private static final Pattern FORM = Pattern.compile("[^\\s@\\p{Cntrl}]+@[^\\s@\\p{Cntrl}]+");

  private Emails() {}

  /** Whether this can be somebody's address. */
  public static boolean isUsable(String email) {
    return email.length() <= MAX_CHARS && FORM.matcher(email).matches();
  }

  /** With its letters composed: an accent by itself would make another address that looks alike. */
  static String composed(String email) {
    return Normalizer.normalize(email, Normalizer.Form.NFC);
  }

  static String read(Fields fields, String name) {
    String email = fields.text(name, MAX_CHARS).strip();
    if (!email.isEmpty() && !isUsable(email)) {
      fields.reject(name, "must be an address such as me@example.org");
    }
    return email;
  }
}
