package dev.lumen.cleaner.transcript;

import org.jspecify.annotations.Nullable;

/**
 * A line of labelled text that is not blank.
 *
 * @param number 1-based
 * @param text without outer blanks
 * @param blankBefore whether a blank line, or nothing at all, stands before it
 * @param label the label it could begin with, or null
 */
record TextLine(int number, String text, boolean blankBefore, @Nullable Label label) {

  boolean isBareCandidate() {
    return label != null && label.form() == Label.Form.BARE;
  }
}
