package dev.lumen.cleaner;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The cleaner is a pure library")
class ArchitectureTest {
  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.lumen.cleaner");

  @Test
  @DisplayName("It depends on the JDK and JSpecify alone, but for the readers of transcripts")
  void dependsOnTheJdkAlone() {
    classes()
        .that()
        .resideOutsideOfPackage("dev.lumen.cleaner.transcript..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "org.jspecify..", "dev.lumen.cleaner..")
        .check(classes);
  }

  @Test
  @DisplayName("It knows no network and no database")
  void knowsNoNetwork() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.net..", "java.sql..", "java.net.http..")
        .check(classes);
  }

  @Test
  @DisplayName("Text and sounds know no rules")
  void layers() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.lumen.cleaner.text..",
            "dev.lumen.cleaner.phonetic..",
            "dev.lumen.cleaner.number..",
            "dev.lumen.cleaner.lexicon..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.lumen.cleaner.rule..", "dev.lumen.cleaner.context..")
        .check(classes);
  }
}
