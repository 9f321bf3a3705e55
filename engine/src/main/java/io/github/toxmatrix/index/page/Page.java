package io.github.toxmatrix.index.page;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an index says of a project, in the order of the index.
 *
 * @param versions of PEP 700; no value if the index does not tell them
 */
public record Page(List<FileLink> files, Optional<List<String>> versions) {

    public Page {
        files = List.copyOf(files);
        versions = versions.map(List::copyOf);
    }

    /** As the page was at a time: without what was uploaded later, or nobody knows when. */
    public Page asOf(Instant time) {
        List<FileLink> then = files.stream()
                .filter(file -> file.uploadTime()
                        .filter(uploaded -> !uploaded.isAfter(time))
                        .isPresent())
                .toList();
        return new Page(then, Optional.empty());
    }

    /** Whether upload times are told at all. */
    public boolean hasUploadTimes() {
        return files.isEmpty()
                || files.stream().anyMatch(file -> file.uploadTime().isPresent());
    }
}
