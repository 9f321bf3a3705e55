package io.github.toxmatrix.store;

import java.util.List;
import java.util.Set;

/**
 * Files of a distribution that were written into while an environment was linked to them.
 *
 * @param files from the root of an environment
 * @param others environments of this run that were linked to the same files at some time meanwhile, and may have seen the
 *     change or made it
 */
public record Damage(DistributionKey distribution, List<String> files, Set<String> others) {

    public Damage {
        files = List.copyOf(files);
        others = Set.copyOf(others);
    }
}
