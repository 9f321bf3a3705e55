package io.github.toxmatrix;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The one-way order of the packages, as docs/architecture.md draws it. */
class ArchitectureTest {

    private static final String TOX = "io.github.toxmatrix.tox";

    private static JavaClasses classes;

    @BeforeAll
    static void importClasses() {
        classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.github.toxmatrix");
    }

    @Test
    void packagesUseEachOtherInOneDirection() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .withOptionalLayers(true)
                .layer("api")
                .definedBy("io.github.toxmatrix")
                .layer("pep")
                .definedBy("..toxmatrix.pep..")
                .layer("resolution")
                .definedBy("..toxmatrix.resolution..")
                .layer("store")
                .definedBy("..toxmatrix.store..")
                .layer("tox")
                .definedBy("..toxmatrix.tox..")
                .layer("result")
                .definedBy("..toxmatrix.result..")
                .layer("process")
                .definedBy("..toxmatrix.process..")
                .layer("events")
                .definedBy("..toxmatrix.events..")
                .layer("interpreter")
                .definedBy("..toxmatrix.interpreter..")
                .layer("index")
                .definedBy("..toxmatrix.index..")
                .layer("pytest")
                .definedBy("..toxmatrix.pytest..")
                .layer("environment")
                .definedBy("..toxmatrix.environment..")
                .layer("toxrun")
                .definedBy("..toxmatrix.toxrun..")
                .layer("packaging")
                .definedBy("..toxmatrix.packaging..")
                .layer("cache")
                .definedBy("..toxmatrix.cache..")
                .layer("bytecode")
                .definedBy("..toxmatrix.bytecode..")
                .layer("shard")
                .definedBy("..toxmatrix.shard..")
                .layer("duplicates")
                .definedBy("..toxmatrix.duplicates..")
                .layer("run")
                .definedBy("..toxmatrix.run..")
                .layer("report")
                .definedBy("..toxmatrix.report..")
                .layer("engine")
                .definedBy("..toxmatrix.engine..")
                .layer("cli")
                .definedBy("..toxmatrix.cli..")
                .whereLayer("api")
                .mayNotAccessAnyLayer()
                .whereLayer("pep")
                .mayNotAccessAnyLayer()
                .whereLayer("resolution")
                .mayOnlyAccessLayers("pep", "tox", "interpreter")
                .whereLayer("store")
                .mayOnlyAccessLayers("pep")
                .whereLayer("tox")
                .mayOnlyAccessLayers("pep")
                .whereLayer("process")
                .mayNotAccessAnyLayer()
                .whereLayer("events")
                .mayNotAccessAnyLayer()
                .whereLayer("interpreter")
                .mayOnlyAccessLayers("pep", "tox")
                .whereLayer("shard")
                .mayNotAccessAnyLayer()
                .whereLayer("duplicates")
                .mayOnlyAccessLayers("pep", "tox")
                .whereLayer("result")
                .mayOnlyAccessLayers("tox")
                .whereLayer("index")
                .mayOnlyAccessLayers("pep", "interpreter", "tox", "cache")
                .whereLayer("pytest")
                .mayOnlyAccessLayers("result", "tox", "events")
                .whereLayer("environment")
                .mayOnlyAccessLayers(
                        "result",
                        "tox",
                        "pep",
                        "process",
                        "interpreter",
                        "store",
                        "resolution",
                        "index",
                        "cache",
                        "packaging")
                .whereLayer("packaging")
                .mayOnlyAccessLayers("pep")
                .whereLayer("cache")
                .mayNotAccessAnyLayer()
                .whereLayer("bytecode")
                .mayOnlyAccessLayers("result", "tox", "process", "interpreter", "environment", "cache", "resolution")
                .whereLayer("run")
                .mayOnlyAccessLayers("result", "tox", "process", "pytest", "interpreter", "environment", "toxrun")
                .whereLayer("toxrun")
                .mayOnlyAccessLayers("tox", "process", "events")
                .whereLayer("report")
                .mayOnlyAccessLayers("api", "result", "tox", "shard", "resolution")
                .whereLayer("engine")
                .mayNotBeAccessedByAnyLayer()
                .check(classes);
    }

    /** It is in no layer above, as all may use it. */
    @Test
    void theDigestKnowsTheJdkAlone() {
        noClasses()
                .that()
                .resideInAPackage("..toxmatrix.digest..")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages("..toxmatrix.digest..", "java..", "org.jspecify..")
                .check(classes);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.github.toxmatrix.(*)..").should().beFreeOfCycles().check(classes);
    }

    /** Each package of tox's ideas knows those before it only; ini and toml are apart but for {@code legacy_tox_ini}. */
    @Test
    void theIdeasOfToxBuildOnEachOtherInOneDirection() {
        buildOnEachOther(
                TOX,
                "text",
                "document",
                "invocation",
                "factor",
                "value",
                "setting",
                "key",
                "substitution",
                "ini",
                "toml");
    }

    /** What environments are made of; how they are made of it is in the package above. */
    @Test
    void thePartsOfAnEnvironmentBuildOnEachOtherInOneDirection() {
        buildOnEachOther(
                "io.github.toxmatrix.environment", "step", "option", "requirement", "place", "installer", "pin");
    }

    /** What the engine tells the platform of a project is above them all, in its own package. */
    @Test
    void thePartsOfTheEngineBuildOnEachOtherInOneDirection() {
        buildOnEachOther("io.github.toxmatrix.engine", "parameter", "platform", "project");
    }

    /** From what indexes say to how installers are told of ours. */
    @Test
    void thePartsOfThePackageIndexBuildOnEachOtherInOneDirection() {
        buildOnEachOther("io.github.toxmatrix.index", "page", "upstream", "cache", "server", "setting");
    }

    private static void buildOnEachOther(String parent, String... order) {
        for (int i = 0; i < order.length; i++) {
            noClasses()
                    .that()
                    .resideInAPackage(parent + "." + order[i])
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(Stream.concat(
                                    Stream.of(parent),
                                    Stream.of(order).skip(i + 1L).map(name -> parent + "." + name))
                            .toArray(String[]::new))
                    .check(classes);
        }
    }

    @Test
    void howAConfigurationIsReadIsKnownToToxAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackage(TOX + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(Stream.of("factor", "value", "substitution", "ini", "toml")
                        .map(name -> TOX + "." + name)
                        .toArray(String[]::new))
                .check(classes);
    }

    @Test
    void theEngineAndItsCommandLineAloneKnowTheEngineApi() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..toxmatrix.engine..", "..toxmatrix.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.junit.platform.engine..")
                .check(classes);
    }
}
