package io.github.toxmatrix.environment.pin;

/**
 * Files of an installed distribution that were written into, not replaced, while an environment ran.
 *
 * @param message for people
 * @param spread whether other environments of the run had the same files at that time, so that what they saw is not certain
 */
public record SharedChange(String message, boolean spread) {}
