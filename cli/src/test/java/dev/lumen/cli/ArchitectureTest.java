package dev.lumen.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The arrows of docs/architecture.md, in the command line")
class ArchitectureTest {

  @Test
  void cleaningWorksWithoutTheServer() {
    noClasses()
        .that()
        .resideInAPackage("dev.lumen.cli.clean..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.lumen.server..", "java.sql..", "java.net.http..")
        .check(
            new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.lumen.cli"));
  }
}
