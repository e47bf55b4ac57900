package dev.lumen.cleaner.text;

import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of raw text that is edited as one: an untouched token, or what one or several proposals
 * made of neighbouring tokens.
 *
 * @param start first raw offset
 * @param end raw offset after the last
 * @param findings why it was touched, most telling first; empty for an untouched token
 */
record Stretch(int start, int end, List<Finding> findings) {
  Stretch {
    findings = List.copyOf(findings);
  }

  boolean isTouched() {
    return !findings.isEmpty();
  }

  /** Whether both are the same piece of raw text; live stretches never share one. */
  boolean sameAs(Stretch other) {
    return start == other.start && end == other.end;
  }

  /** The smallest stretch around both, with the findings of both. */
  Stretch joinedWith(Stretch other) {
    List<Finding> both = new ArrayList<>(findings);
    for (Finding finding : other.findings) {
      if (!both.contains(finding)) {
        both.add(finding);
      }
    }
    return new Stretch(Math.min(start, other.start), Math.max(end, other.end), both);
  }

  /** This stretch with one more reason; one that changes words goes before one about looks. */
  Stretch foundBy(Finding finding) {
    List<Finding> all = new ArrayList<>(findings);
    if (finding.changesWords()) {
      all.addFirst(finding);
    } else {
      all.add(finding);
    }
    return new Stretch(start, end, all);
  }
}
