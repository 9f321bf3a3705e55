package io.github.toxmatrix.index.setting;

import java.util.List;

/**
 * An option of {@code pip install} that says which files of a release are taken. uv has the same options, but no variables for them, so
 * what pip's files say reaches it under pip's names, by whoever starts it.
 */
public record FileChoice(String option, String variable) {

    public static final List<FileChoice> ALL =
            List.of(new FileChoice("--no-binary", "PIP_NO_BINARY"), new FileChoice("--only-binary", "PIP_ONLY_BINARY"));
}
