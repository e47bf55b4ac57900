package dev.lumen.cleaner.text;

import dev.lumen.cleaner.Correction;
import dev.lumen.cleaner.Span;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * A turn on its way from raw to clean: the words as they read now, each tied to its raw stretch.
 *
 * <p>Immutable. {@link #with} takes the proposals of one rule and gives the next draft, so a later
 * rule works on what the earlier ones left, while {@link #corrections()} still speaks in raw
 * offsets. Applying all corrections to the raw text gives {@link #text()}; applying none gives the
 * raw text, byte for byte.
 */
public final class Draft {
  private static final Comparator<Stretch> IN_ORDER =
      Comparator.comparingInt(Stretch::start).thenComparingInt(Stretch::end);

  private final String raw;
  private final List<Word> words;
  private final List<Stretch> deleted;
  private final List<Offer> offers;

  private Draft(String raw, List<Word> words, List<Stretch> deleted, List<Offer> offers) {
    this.raw = raw;
    this.words = words;
    this.deleted = deleted;
    this.offers = offers;
  }

  /** An edit that is shown to the reader but not made. */
  private record Offer(Span span, String replacement, Finding finding) {}

  /** The untouched draft of a raw text. */
  public static Draft of(String raw) {
    return new Draft(raw, Tokenizer.tokenize(raw), List.of(), List.of());
  }

  /** The raw text this draft started from. */
  public String raw() {
    return raw;
  }

  /** The words as they read now. */
  public List<Word> words() {
    return words;
  }

  /**
   * The draft after some proposals. Where two overlap, the one that starts first wins, then the
   * longer one. What is not sure enough to be applied is kept as an offer.
   */
  public Draft with(Collection<Proposal> proposals) {
    if (proposals.isEmpty()) {
      return this;
    }
    List<Proposal> inOrder = new ArrayList<>(proposals);
    inOrder.sort(
        Comparator.comparingInt(Proposal::from)
            .thenComparing(Comparator.comparingInt(Proposal::to).reversed()));
    return new Revision(inOrder).run();
  }

  /** The text as it reads now. */
  public String text() {
    List<Correction> applied =
        corrections().stream().filter(correction -> correction.applied()).toList();
    StringBuilder text = new StringBuilder(raw.length());
    int from = 0;
    for (Correction correction : applied) {
      text.append(raw, from, correction.position().start()).append(correction.corrected());
      from = correction.position().end();
    }
    return text.append(raw, from, raw.length()).toString();
  }

  /** Every edit in order of raw position, applied and offered, none overlapping another. */
  public List<Correction> corrections() {
    List<Correction> applied = applied();
    if (offers.isEmpty()) {
      return applied;
    }
    List<Correction> all = new ArrayList<>(applied);
    List<Offer> waiting = new ArrayList<>(offers);
    waiting.sort(Comparator.comparingInt(offer -> offer.span().start()));
    int next = 0;
    int free = 0;
    for (Offer offer : waiting) {
      while (next < applied.size() && applied.get(next).position().end() <= offer.span().start()) {
        next++;
      }
      boolean taken = next < applied.size() && applied.get(next).position().overlaps(offer.span());
      if (!taken && offer.span().start() >= free) {
        all.add(correction(offer.span(), offer.replacement(), offer.finding(), false));
        free = offer.span().end();
      }
    }
    all.sort(Comparator.comparingInt(correction -> correction.position().start()));
    return all;
  }

  private List<Correction> applied() {
    List<Piece> pieces = pieces();
    List<Correction> corrections = new ArrayList<>();
    int written = 0;
    boolean empty = true;
    for (Piece piece : pieces) {
      if (piece.text().isEmpty()) {
        Span span = withSpace(piece.stretch(), written, empty);
        corrections.add(correction(span, "", piece.stretch().findings().getFirst(), true));
        written = span.end();
      } else {
        addReplacement(piece, corrections);
        written = piece.stretch().end();
        empty = false;
      }
    }
    return corrections;
  }

  private void addReplacement(Piece piece, List<Correction> corrections) {
    Stretch stretch = piece.stretch();
    if (stretch.isTouched()
        && !raw.substring(stretch.start(), stretch.end()).equals(piece.text())) {
      Span span = new Span(stretch.start(), stretch.end());
      corrections.add(correction(span, piece.text(), stretch.findings().getFirst(), true));
    }
  }

  private Correction correction(Span span, String corrected, Finding finding, boolean applied) {
    return new Correction(
        raw.substring(span.start(), span.end()),
        corrected,
        finding.confidence(),
        finding.reason(),
        finding.rule(),
        span,
        applied,
        finding.contextRelevance());
  }

  /** A stretch and what it reads now; an empty text is a deletion. */
  private record Piece(Stretch stretch, String text) {}

  private List<Piece> pieces() {
    List<Piece> pieces = new ArrayList<>(words.size() + deleted.size());
    for (Stretch gone : deleted) {
      pieces.add(new Piece(gone, ""));
    }
    for (int i = 0; i < words.size(); ) {
      Stretch stretch = words.get(i).stretch();
      StringBuilder text = new StringBuilder(words.get(i).text());
      int next = i + 1;
      for (; next < words.size() && words.get(next).stretch().sameAs(stretch); next++) {
        Word word = words.get(next);
        text.append(word.spaceBefore() ? " " : "").append(word.text());
      }
      pieces.add(new Piece(stretch, text.toString()));
      i = next;
    }
    pieces.sort(Comparator.comparing(Piece::stretch, IN_ORDER));
    return pieces;
  }

  /**
   * A deletion takes the white space before it along; where nothing or an opening bracket stands
   * before it, the space after it.
   */
  private Span withSpace(Stretch stretch, int written, boolean nothingBefore) {
    int start = stretch.start();
    while (start > written && Tokenizer.isSpace(raw.charAt(start - 1))) {
      start--;
    }
    int end = stretch.end();
    boolean opens = start == stretch.start() && start > 0 && opens(raw.charAt(start - 1));
    if (nothingBefore || opens) {
      while (end < raw.length() && Tokenizer.isSpace(raw.charAt(end))) {
        end++;
      }
    }
    return new Span(start, end);
  }

  private static boolean opens(char before) {
    int type = Character.getType(before);
    return type == Character.START_PUNCTUATION || type == Character.INITIAL_QUOTE_PUNCTUATION;
  }

  /** Builds the next draft from this one and some proposals in order. */
  private final class Revision {
    private final List<Proposal> proposals;
    private final List<Word> result = new ArrayList<>(words.size());
    private final List<Stretch> gone = new ArrayList<>(deleted);
    private final List<Offer> offered = new ArrayList<>(offers);
    private int next;

    Revision(List<Proposal> proposals) {
      this.proposals = proposals;
    }

    Draft run() {
      for (Proposal proposal : proposals) {
        if (proposal.from() < next || proposal.to() > words.size()) {
          continue;
        }
        if (proposal.finding().confidence().isApplied()) {
          change(proposal);
        } else {
          offer(proposal);
        }
      }
      result.addAll(words.subList(next, words.size()));
      return new Draft(raw, result, gone, offered);
    }

    private void offer(Proposal proposal) {
      int start = words.get(proposal.from()).rawStart();
      int end = words.get(proposal.to() - 1).rawEnd();
      offered.add(new Offer(new Span(start, end), proposal.replacement(), proposal.finding()));
    }

    private void change(Proposal proposal) {
      int from = firstOfStretch(proposal.from());
      int to = lastOfStretch(proposal.to());
      result.addAll(words.subList(Math.min(next, from), from));
      Stretch stretch = around(from, to).foundBy(proposal.finding());
      int sizeBefore = result.size();
      addKept(from, proposal.from(), stretch);
      addNew(proposal, stretch);
      addKept(proposal.to(), to, stretch);
      if (result.size() == sizeBefore) {
        gone.add(stretch);
      }
      next = to;
    }

    private int firstOfStretch(int index) {
      Stretch stretch = words.get(index).stretch();
      int from = index;
      while (from > next && words.get(from - 1).stretch().sameAs(stretch)) {
        from--;
      }
      return from;
    }

    private int lastOfStretch(int index) {
      Stretch stretch = words.get(index - 1).stretch();
      int to = index;
      while (to < words.size() && words.get(to).stretch().sameAs(stretch)) {
        to++;
      }
      return to;
    }

    /** One stretch over the words and over what was deleted between them. */
    private Stretch around(int from, int to) {
      Stretch all = words.get(from).stretch();
      if (all.sameAs(words.get(to - 1).stretch())) {
        return all;
      }
      for (int i = from + 1; i < to; i++) {
        all = all.joinedWith(words.get(i).stretch());
      }
      int start = all.start();
      int end = all.end();
      gone.removeIf(stretch -> stretch.start() >= start && stretch.end() <= end);
      return all;
    }

    private void addKept(int from, int to, Stretch stretch) {
      for (int i = from; i < to; i++) {
        Word word = words.get(i);
        result.add(word.in(stretch, word.spaceBefore()));
      }
    }

    private void addNew(Proposal proposal, Stretch stretch) {
      boolean first = true;
      for (Word word : Tokenizer.tokenize(proposal.replacement())) {
        boolean space = first ? words.get(proposal.from()).spaceBefore() : word.spaceBefore();
        result.add(word.in(stretch, space));
        first = false;
      }
    }
  }
}
