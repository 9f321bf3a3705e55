package io.github.toxmatrix.environment.installer;

import io.github.toxmatrix.environment.step.ProvisionException;
import io.github.toxmatrix.tox.invocation.Interpreter;
import java.util.List;

/** Makes virtual environments and installs into them. */
public interface PythonInstaller {

    /**
     * Makes an empty one.
     *
     * @return what was printed
     */
    String create(Installation installation, Interpreter base, CreateOptions options)
            throws ProvisionException, InterruptedException;

    /**
     * Installs into it.
     *
     * @param lines of a requirements file
     * @return what was printed
     */
    String install(Installation installation, List<String> lines) throws ProvisionException, InterruptedException;

    /**
     * How an environment is made.
     *
     * @param prompt its name
     * @param systemSitePackages whether it sees what is installed beside its interpreter
     * @param seed whether pip is put into it, and setuptools and wheel before Python 3.12, as virtualenv does
     * @param alwaysCopy whether it holds no links to files of its interpreter
     * @param download whether what is put into it is the newest of the index; else what the maker brings, if it brings any
     */
    record CreateOptions(
            String prompt, boolean systemSitePackages, boolean seed, boolean alwaysCopy, boolean download) {

        public CreateOptions withPrompt(String other) {
            return new CreateOptions(other, systemSitePackages, seed, alwaysCopy, download);
        }

        /** Without a pip, whatever these say. */
        public CreateOptions withoutSeed() {
            return new CreateOptions(prompt, systemSitePackages, false, alwaysCopy, download);
        }

        /** Plain, without a pip. */
        static CreateOptions bare(String prompt) {
            return new CreateOptions(prompt, false, false, false, false);
        }
    }
}
