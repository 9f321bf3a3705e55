package io.github.toxmatrix.index.page;

/** The version of the format in which a page is written (PEP 629). */
final class RepositoryVersion {

    private RepositoryVersion() {}

    /** @throws MalformedPageException if its major version is not 1 */
    static void check(String version) throws MalformedPageException {
        if (!version.strip().matches("1(\\.\\d+)?")) {
            throw new MalformedPageException("its format has a version that is not known; known is 1");
        }
    }
}
