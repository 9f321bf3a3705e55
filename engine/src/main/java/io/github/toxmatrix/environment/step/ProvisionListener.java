package io.github.toxmatrix.environment.step;

import io.github.toxmatrix.result.Outcome;

/** Told the steps by which an environment is made. Every started step finishes, and at most one step fails: the last. */
public interface ProvisionListener {

    /**
     * A step begins.
     *
     * @param step {@code create}, {@code deps} or {@code package}: what tox's own output calls it
     */
    void started(String step);

    /**
     * A step ended.
     *
     * @param output what the installer printed
     */
    void finished(String step, Outcome outcome, String output);
}
