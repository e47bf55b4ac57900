package dev.lumen.cleaner.planted;

import dev.lumen.cleaner.planted.PlantedCall.Named;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Writes what a user could know before a call: the firm, nine in ten of the people, some things
 * that will be named, and ten names that will not.
 */
final class ContextWriter {
  private static final double EXPECTED = 0.9;
  private static final int MOST_THINGS = 15;
  private static final int MOST_PEOPLE = 20;
  private static final int STRANGERS = 10;
  private static final int DRAWS = 500;
  private static final double ON_PAPER = 0.7;
  private static final Map<String, String> FULL = full();
  private static final List<String> ROLES =
      List.of(
          "Chief Executive Officer",
          "CEO",
          "CFO",
          "Chief Financial Officer",
          "Head of Investor Relations",
          "President and CEO",
          "EVP and Chief Operating Officer",
          "Senior Vice President, General Counsel and Secretary",
          "Chief Commercial Officer");

  private final Random random;
  private final List<String> elsewhere;

  /** Names of other calls serve as those who are not on this one. */
  ContextWriter(List<String> elsewhere, Random random) {
    this.elsewhere = elsewhere;
    this.random = random;
  }

  private static Map<String, String> full() {
    String pairs =
        "Mike Michael Dave David Steve Steven Rob Robert Bob Robert Jeff Jeffrey Chris Christopher"
            + " Matt Matthew Tim Timothy Tom Thomas Dan Daniel Greg Gregory Ken Kenneth Ben Benjamin"
            + " Josh Joshua Nick Nicholas Andy Andrew Ed Edward Jim James Joe Joseph Sam Samuel"
            + " Alex Alexander Pat Patrick Phil Philip Rick Richard Ron Ronald Don Donald"
            + " Doug Douglas Ray Raymond Tony Anthony Will William Jon Jonathan Nate Nathan"
            + " Vince Vincent Pete Peter Liz Elizabeth Kate Katherine Sue Susan Fred Frederick"
            + " Brad Bradley Geoff Geoffrey Eddie Edward Johnny John Jenny Jennifer";
    String[] words = pairs.split(" ", -1);
    Map<String, String> full = new HashMap<>();
    for (int i = 0; i < words.length; i += 2) {
      full.put(words[i], words[i + 1]);
    }
    return full;
  }

  String context(PlantedCall call) {
    List<Named> people = new ArrayList<>();
    List<Named> things = new ArrayList<>();
    for (Named named : call.named()) {
      boolean full = named.written.indexOf(' ') > 0;
      if (named.isPerson() && full && random.nextDouble() < EXPECTED) {
        people.add(named);
      } else if (!named.isPerson()) {
        things.add(named);
      }
    }
    things.sort(Comparator.comparingInt((Named named) -> -named.times));
    Named subject = things.isEmpty() ? null : things.getFirst();
    List<Named> some = new ArrayList<>(things.subList(0, Math.min(60, things.size())));
    Collections.shuffle(some, random);
    List<String> terms =
        some.subList(0, Math.min(MOST_THINGS, some.size())).stream().map(n -> n.written).toList();
    String firm = subject == null ? "Lumen" : subject.written;
    if (random.nextBoolean()) {
      return "This is the earnings call of "
          + firm
          + " (services) about the results of the third"
          + " quarter. On the call we expect "
          + list(people, ", ", "")
          + ". They may talk about "
          + String.join(", ", terms)
          + ". We also follow "
          + strangers(call)
          + ", who are not necessarily on this call.";
    }
    return "Company: "
        + firm
        + ". Sector: Services. Meeting: third quarter earnings call."
        + " Participants: "
        + list(people, " (", ")")
        + ". Products and terms: "
        + String.join(", ", terms)
        + ". Other names in our CRM: "
        + strangers(call)
        + ".";
  }

  private String list(List<Named> people, String open, String close) {
    List<String> items = new ArrayList<>();
    for (Named named : people.subList(0, Math.min(MOST_PEOPLE, people.size()))) {
      String more = named.told.isEmpty() ? ROLES.get(random.nextInt(ROLES.size())) : named.told;
      items.add(onPaper(named.written) + open + more + close);
    }
    return String.join("; ", items);
  }

  /** Whoever is called Mike is Michael on paper. */
  private String onPaper(String name) {
    int space = name.indexOf(' ');
    String full = FULL.get(name.substring(0, space));
    return full == null || random.nextDouble() > ON_PAPER ? name : full + name.substring(space);
  }

  private String strangers(PlantedCall call) {
    Set<String> here = new HashSet<>();
    call.named().forEach(named -> here.add(named.written));
    List<String> strangers = new ArrayList<>();
    for (int i = 0; i < DRAWS && strangers.size() < STRANGERS && !elsewhere.isEmpty(); i++) {
      String name = elsewhere.get(random.nextInt(elsewhere.size()));
      if (!here.contains(name) && !strangers.contains(name)) {
        strangers.add(name);
      }
    }
    return String.join(", ", strangers);
  }
}
