package dev.lumen.cleaner.rule;

import dev.lumen.cleaner.Confidence;
import java.util.Set;

/**
 * "CEO" and "SEO" sound alike; what stands beside them tells which was meant. Each side of the word
 * gives points: "organic CEO traffic" is about search, "our CEO is" about a person.
 */
final class AcronymRule implements Rule {
  private static final RuleCard CARD =
      RuleCard.words("misheard.acronym", "CEO and SEO sound alike; the words around it decide");
  private static final Set<String> KIND_OF_SEO =
      Set.of("organic", "generic", "on-page", "off-page", "onpage");
  private static final Set<String> PERHAPS_SEO =
      Set.of("local", "technical", "google", "good", "better");
  private static final Set<String> DONE_WITH_SEO =
      Set.of(
          "traffic",
          "ranking",
          "rankings",
          "rank",
          "ranks",
          "optimization",
          "optimisation",
          "optimized",
          "optimised",
          "keywords",
          "keyword",
          "backlinks",
          "audit",
          "plugin",
          "clicks",
          "search",
          "visibility");
  private static final Set<String> MOSTLY_SEO =
      Set.of("agency", "campaign", "campaigns", "leads", "content", "page", "pages", "expert");
  private static final Set<String> NEAR_SEO =
      Set.of(
          "page",
          "pages",
          "agency",
          "campaign",
          "campaigns",
          "leads",
          "lead",
          "marketing",
          "content",
          "strategy",
          "work",
          "results",
          "company",
          "services",
          "budget",
          "website",
          "site",
          "side",
          "stuff",
          "guy",
          "efforts",
          "enquiries",
          "visitors");
  private static final Set<String> CHANNELS =
      Set.of(
          "ppc",
          "google",
          "facebook",
          "ads",
          "adwords",
          "organic",
          "paid",
          "social",
          "instagram",
          "linkedin",
          "search",
          "referrals",
          "email",
          "marketing",
          "website",
          "traffic",
          "leads",
          "click",
          "rank",
          "ranking",
          "content",
          "advertising");
  private static final Set<String> MEANS =
      Set.of(
          "through", "from", "via", "by", "on", "do", "use", "using", "with", "into", "mostly",
          "mainly");
  private static final Set<String> PERSON_BEFORE =
      Set.of(
          "our", "the", "a", "their", "his", "her", "your", "former", "new", "as", "founder",
          "co-ceo", "acting");
  private static final Set<String> ONE_PERSON = Set.of("a", "as", "his", "her", "former");
  private static final Set<String> VERBS_OF_ALL =
      Set.of("is", "was", "has", "and", "will", "can", "would");
  private static final Set<String> PERSON_AFTER =
      Set.of(
          "is",
          "was",
          "said",
          "says",
          "of",
          "at",
          "told",
          "who",
          "will",
          "has",
          "wants",
          "wanted",
          "himself",
          "herself",
          "and",
          "thinks",
          "asked",
          "decided",
          "left",
          "resigned",
          "speech",
          "letter",
          "salary",
          "pay",
          "compensation",
          "succession",
          "role",
          "office",
          "transition",
          "interview",
          "meeting",
          "presentation",
          "bio",
          "quote",
          "statement",
          "photo",
          "title",
          "job",
          "position",
          "talk",
          "keynote",
          "visit",
          "message",
          "signed",
          "joined",
          "can",
          "would",
          "'s");
  private static final Set<String> SPEAKER =
      Set.of("i'm", "am", "founder", "chairman", "chairwoman");

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public void propose(Passage passage, Proposals proposals) {
    for (int i = 0; i < passage.size(); i++) {
      if (passage.lower(i).equals("ceo")) {
        proposeSearch(passage, i, proposals);
      } else if (passage.lower(i).equals("seo") && isPerson(passage, i)) {
        proposals.replace(i, i + 1, "CEO", Confidence.MEDIUM, 0.2);
      }
    }
  }

  private static void proposeSearch(Passage passage, int index, Proposals proposals) {
    int points = before(passage, index) + after(passage, index) + around(passage, index);
    if (points >= 3) {
      double relevance = passage.surroundings().heard(CHANNELS) ? 0.8 : 0.4;
      Confidence confidence = points >= 4 ? Confidence.HIGH : Confidence.MEDIUM;
      boolean article = passage.lower(index - 1).equals("a");
      String written = article ? passage.at(index - 1).text() + "n SEO" : "SEO";
      proposals.replace(article ? index - 1 : index, index + 1, written, confidence, relevance);
    }
  }

  private static int before(Passage passage, int index) {
    if (passage.is(index - 1, KIND_OF_SEO)) {
      return passage.is(index - 2, ONE_PERSON) && !isSearchNoun(passage, index + 1) ? 1 : 3;
    }
    if (passage.is(index - 1, PERHAPS_SEO)) {
      return passage.is(index - 2, PERSON_BEFORE) ? 0 : 2;
    }
    if (passage.is(index - 1, MEANS)) {
      return 2;
    }
    if (isChannelBeside(passage, index - 1, index - 2)) {
      return 3;
    }
    boolean article = passage.lower(index - 1).equals("a") && isSearchNoun(passage, index + 1);
    return passage.is(index - 1, PERSON_BEFORE) && !article ? -1 : 0;
  }

  private static boolean isChannelBeside(Passage passage, int joint, int other) {
    boolean joined = passage.is(joint, Set.of("and", "or", ",", "&", "plus"));
    return joined && passage.is(other, CHANNELS);
  }

  private static boolean isSearchNoun(Passage passage, int index) {
    return passage.is(index, DONE_WITH_SEO) || passage.is(index, NEAR_SEO);
  }

  private static int after(Passage passage, int index) {
    if (passage.is(index + 1, DONE_WITH_SEO)) {
      return 4;
    }
    if (passage.is(index + 1, MOSTLY_SEO)) {
      return 3;
    }
    if (passage.is(index + 1, NEAR_SEO)) {
      return 2;
    }
    if (isChannelBeside(passage, index + 1, index + 2)) {
      return 3;
    }
    boolean open = passage.is(index - 1, KIND_OF_SEO) && passage.is(index + 1, VERBS_OF_ALL);
    return passage.is(index + 1, PERSON_AFTER) && !open ? -3 : 0;
  }

  private static int around(Passage passage, int index) {
    boolean here =
        passage.hasBefore(index - 1, 12, CHANNELS) || passage.hasAfter(index + 1, 12, CHANNELS);
    return here || passage.surroundings().heard(CHANNELS) ? 1 : 0;
  }

  /** "I'm the SEO of Acme", "founder and SEO". */
  private static boolean isPerson(Passage passage, int index) {
    boolean role = passage.reads(index + 1, "of") || passage.reads(index + 1, "at");
    boolean speaker =
        passage.is(index - 1, SPEAKER)
            || (passage.is(index - 1, Set.of("the", "and")) && passage.is(index - 2, SPEAKER));
    return speaker && (role || passage.is(index - 2, SPEAKER)) && !isSearchNoun(passage, index + 1);
  }
}
