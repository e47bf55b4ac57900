package dev.lumen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Links between the pages lead somewhere")
class LinksTest {
  private static final Path ROOT = Path.of("..");
  private static final Set<String> NOT_OURS =
      Set.of("target", "node_modules", ".git", ".lumen", ".idea");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern CODE = Pattern.compile("(?s)```.*?```|`[^`\\n]*`");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+)$");

  @Test
  void everyRelativeLinkResolves() throws IOException {
    List<String> broken = new ArrayList<>();
    for (Path page : pages(ROOT).toList()) {
      LINK.matcher(CODE.matcher(Files.readString(page)).replaceAll(""))
          .results()
          .map(link -> link.group(1))
          .filter(target -> !leadsTo(page, target))
          .forEach(target -> broken.add(ROOT.relativize(page) + " -> " + target));
    }
    assertThat(broken).isEmpty();
  }

  @Test
  void everyPageOfDocsCanBeReachedFromTheReadme() throws IOException {
    List<Path> reached = new ArrayList<>(List.of(ROOT.resolve("README.md").normalize()));
    for (int i = 0; i < reached.size(); i++) {
      Path page = reached.get(i);
      LINK.matcher(Files.readString(page))
          .results()
          .map(link -> link.group(1))
          .filter(target -> !isElsewhere(target))
          .map(target -> pageOf(page, target))
          .filter(linked -> linked.toString().endsWith(".md") && !reached.contains(linked))
          .distinct()
          .forEach(reached::add);
    }
    assertThat(reached).containsAll(pages(ROOT.resolve("docs")).toList());
  }

  /** Pages below a folder, without what was built or fetched. */
  private static Stream<Path> pages(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      List<Path> found = new ArrayList<>();
      for (Path child : children.map(Path::normalize).toList()) {
        if (Files.isDirectory(child) && !NOT_OURS.contains(child.getFileName().toString())) {
          found.addAll(pages(child).toList());
        } else if (child.toString().endsWith(".md")) {
          found.add(child);
        }
      }
      return found.stream();
    }
  }

  private static boolean leadsTo(Path page, String target) {
    if (isElsewhere(target)) {
      return true;
    }
    Path linked = pageOf(page, target);
    int anchor = target.indexOf('#');
    return Files.exists(linked)
        && (anchor < 0 || anchors(linked).contains(target.substring(anchor + 1)));
  }

  private static boolean isElsewhere(String target) {
    return target.matches("[a-z]+:.*");
  }

  private static Path pageOf(Path page, String target) {
    String file = target.replaceFirst("#.*", "");
    return file.isEmpty() ? page : page.resolveSibling(file).normalize();
  }

  /** Headings as the usual viewers name them. */
  private static Set<String> anchors(Path page) {
    try {
      return HEADING
          .matcher(Files.readString(page))
          .results()
          .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
          .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").strip().replace(' ', '-'))
          .collect(Collectors.toSet());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
