package dev.lumen.cleaner.transcript;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class TranscriptArchitectureTest {
  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.lumen.cleaner.transcript");

  @Test
  void needsNothingButTheStreamingJsonReader() {
    classes()
        .should()
        .onlyDependOnClassesThat(
            resideInAPackage("java..")
                .or(resideInAPackage("org.jspecify.."))
                .or(resideInAPackage("com.fasterxml.jackson.core"))
                .or(resideInAPackage("dev.lumen.cleaner"))
                .or(resideInAPackage("dev.lumen.cleaner.transcript")))
        .check(classes);
  }

  @Test
  void showsNobodyThatLibrary() {
    noMethods()
        .that()
        .arePublic()
        .should()
        .haveRawReturnType(resideInAPackage("com.fasterxml.."))
        .check(classes);
  }
}
