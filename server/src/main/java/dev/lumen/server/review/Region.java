package dev.lumen.server.review;

import dev.lumen.server.turn.CorrectionView;
import dev.lumen.server.turn.Reading;
import dev.lumen.server.turn.Rewriting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A place of the raw text with all that a person's changes there may concern: the corrections that
 * stand in it, and beneath edits of people those that they took the place of. No correction reaches
 * over its bounds.
 *
 * @param place where it is
 * @param changes what a person has changed in it
 * @param standing the corrections in it that stand
 */
record Region(
    CorrectionView.Position place, List<Rewriting.Stretch> changes, List<CorrectionView> standing) {
  Region {
    changes = List.copyOf(changes);
    standing = List.copyOf(standing);
  }

  /** The regions of some changes, in order; changes that share a correction share a region. */
  static List<Region> of(Reading before, List<Rewriting.Stretch> changes) {
    List<Region> regions = new ArrayList<>();
    for (Rewriting.Stretch change : changes) {
      Region region = around(before, new Region(change.raw(), List.of(change), List.of()));
      while (!regions.isEmpty() && regions.getLast().meets(region)) {
        region = around(before, regions.removeLast().and(region));
      }
      regions.add(region);
    }
    return regions;
  }

  private static Region around(Reading before, Region seed) {
    Region region = seed;
    Region wider = region.widened(before);
    while (!wider.equals(region)) {
      region = wider;
      wider = region.widened(before);
    }
    return region;
  }

  private Region widened(Reading before) {
    List<CorrectionView> in = before.corrections().stream().filter(this::holds).toList();
    int start = place.start();
    int end = place.end();
    for (CorrectionView correction : in) {
      for (CorrectionView one : withReplaced(correction)) {
        start = Math.min(start, one.position().start());
        end = Math.max(end, one.position().end());
      }
    }
    return new Region(new CorrectionView.Position(start, end), changes, in);
  }

  private boolean holds(CorrectionView correction) {
    return correction.position().overlaps(place)
        || changes.stream().anyMatch(it -> it.takes(correction));
  }

  private boolean meets(Region next) {
    return next.place.start() < place.end() || standing.stream().anyMatch(next.standing::contains);
  }

  private Region and(Region next) {
    List<Rewriting.Stretch> all = new ArrayList<>(changes);
    all.addAll(next.changes);
    return new Region(
        new CorrectionView.Position(
            Math.min(place.start(), next.place.start()), Math.max(place.end(), next.place.end())),
        all,
        List.of());
  }

  private static List<CorrectionView> withReplaced(CorrectionView correction) {
    List<CorrectionView> all = new ArrayList<>(correction.replaced());
    all.add(correction);
    return all;
  }

  /** What the cleaner or a model found there, standing or beneath the edit of a person. */
  List<CorrectionView> beneath() {
    return standing.stream()
        .flatMap(it -> it.isByPerson() ? it.replaced().stream() : Stream.of(it))
        .toList();
  }

  /** Whether a correction stands. */
  boolean stands(CorrectionView correction) {
    return standing.contains(correction);
  }

  /** How the region is to read: the changes made, everything else as it is. */
  String wanted(String raw) {
    record Piece(CorrectionView.Position place, String text) {}
    List<Piece> pieces = new ArrayList<>();
    changes.forEach(it -> pieces.add(new Piece(it.raw(), it.text())));
    for (CorrectionView correction : standing) {
      if (correction.applied() && changes.stream().noneMatch(it -> it.takes(correction))) {
        pieces.add(new Piece(correction.position(), correction.corrected()));
      }
    }
    pieces.sort(
        Comparator.comparingInt((Piece it) -> it.place().start())
            .thenComparingInt(it -> it.place().end()));
    StringBuilder text = new StringBuilder();
    int from = place.start();
    for (Piece piece : pieces) {
      text.append(raw, from, piece.place().start()).append(piece.text());
      from = piece.place().end();
    }
    return text.append(raw, from, place.end()).toString();
  }
}
