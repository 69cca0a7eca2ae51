package asynclab;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The directions of docs/design.md: dependencies point downwards only. */
@AnalyzeClasses(packages = "asynclab", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule dependenciesPointDownwards = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("notebook")
            .definedBy("asynclab.notebook..")
            .layer("lessons")
            .definedBy("asynclab.lessons..")
            .layer("exercise")
            .definedBy("asynclab.exercise..")
            .layer("web")
            .definedBy("asynclab.web..")
            .layer("crawl")
            .definedBy("asynclab.crawl..")
            .layer("http")
            .definedBy("asynclab.http..")
            .layer("data")
            .definedBy("asynclab.data..")
            // The mechanism behind the door draws the door's types: the two are one layer.
            .layer("door")
            .definedBy("asynclab", "asynclab.internal..")
            .whereLayer("notebook")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("lessons")
            .mayOnlyBeAccessedByLayers("notebook")
            .whereLayer("exercise")
            .mayOnlyBeAccessedByLayers("lessons", "notebook")
            .whereLayer("crawl")
            .mayOnlyBeAccessedByLayers("exercise", "lessons", "notebook")
            .whereLayer("http")
            .mayOnlyBeAccessedByLayers("crawl", "exercise", "lessons", "notebook")
            .whereLayer("data")
            .mayOnlyBeAccessedByLayers("crawl", "exercise", "lessons", "notebook")
            .whereLayer("web")
            .mayOnlyBeAccessedByLayers("exercise", "lessons", "notebook")
            .whereLayer("door")
            .mayOnlyBeAccessedByLayers("crawl", "data", "http", "web", "exercise", "lessons", "notebook");

    @ArchTest
    static final ArchRule onlyTheNotebookPackageKnowsJupyter = noClasses()
            .that()
            .resideOutsideOfPackage("asynclab.notebook..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.dflib..", "org.zeromq..");

    @ArchTest
    static final ArchRule everyPackageIsOneOfTheDesign = classes()
            .should()
            .resideInAnyPackage(
                    "asynclab",
                    "asynclab.internal",
                    "asynclab.web",
                    "asynclab.exercise",
                    "asynclab.http",
                    "asynclab.data",
                    "asynclab.crawl",
                    "asynclab.lessons..",
                    "asynclab.notebook..");
}
