package io.github.toxmatrix.interpreter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.toxmatrix.digest.SealedText;
import io.github.toxmatrix.digest.Sha256;
import io.github.toxmatrix.tox.invocation.Interpreter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What interpreters have answered in earlier runs, as long as their files are the same. A script, as pyenv's shims are, and a virtual
 * environment's Python are asked in each run: what they start is said elsewhere.
 *
 * @param folder of this user alone, as what is told here is started
 * @param libraries where the loader finds libraries, which may bring another Python with them
 */
record InterpreterMemory(Path folder, String libraries) {

    private static final System.Logger LOGGER = System.getLogger(InterpreterMemory.class.getName());

    static InterpreterMemory in(Path folder, Map<String, String> environ) {
        return new InterpreterMemory(
                folder,
                environ.getOrDefault("LD_LIBRARY_PATH", "") + "\n" + environ.getOrDefault("DYLD_LIBRARY_PATH", ""));
    }

    /** What it said, if its file is the one that said it. Whatever is wrong with the memory, it is asked again. */
    Optional<Interpreter> recall(Path executable) {
        try {
            Optional<String> identity = identity(executable);
            Path file = file(executable);
            if (identity.isEmpty() || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.empty();
            }
            return SealedText.read(file)
                    .filter(text -> text.startsWith(identity.get() + "\n"))
                    .flatMap(InterpreterProbe::parse);
        } catch (IOException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    void keep(Path executable, Interpreter interpreter) {
        try {
            Optional<String> identity = identity(executable);
            if (identity.isPresent()) {
                SealedText.write(file(executable), identity.get() + "\n" + InterpreterProbe.answer(interpreter));
            }
        } catch (IOException failed) {
            LOGGER.log(System.Logger.Level.WARNING, "cannot remember what " + executable + " is: " + failed);
        }
    }

    /** That it did not answer, if its file is the one that did not. */
    Optional<InterpreterSilence> silence(Path executable, Instant now) {
        Path note = note(executable);
        try {
            if (!Files.isRegularFile(note, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.empty();
            }
            String identity = fileIdentity(executable) + "\n";
            return SealedText.read(note)
                    .filter(text -> text.startsWith(identity))
                    .flatMap(text -> InterpreterSilence.parse(text.substring(identity.length()), note, now));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** Notes it; a script too, as the time for which it counts is short. Tells it in words, if that could be noted. */
    Optional<InterpreterSilence> keepSilence(Path executable, Instant now) {
        try {
            InterpreterSilence silence = new InterpreterSilence(now, note(executable));
            SealedText.write(silence.note(), fileIdentity(executable) + "\n" + silence.since());
            return Optional.of(silence);
        } catch (IOException failed) {
            LOGGER.log(System.Logger.Level.WARNING, "cannot remember that " + executable + " kept silent: " + failed);
            return Optional.empty();
        }
    }

    private Path file(Path executable) {
        return folder.resolve(Sha256.hex(executable.toAbsolutePath().toString()) + ".txt");
    }

    private Path note(Path executable) {
        return folder.resolve(Sha256.hex(executable.toAbsolutePath().toString()) + ".silent");
    }

    /** Which file it is and that it is unchanged; nothing where that says too little. */
    private Optional<String> identity(Path executable) throws IOException {
        Path real = executable.toRealPath();
        Path absolute = executable.toAbsolutePath();
        if (isScript(real)
                || Files.exists(absolute.resolveSibling("pyvenv.cfg"))
                || Files.exists(absolute.resolveSibling("../pyvenv.cfg"))) {
            return Optional.empty();
        }
        return Optional.of(fileIdentity(executable));
    }

    private String fileIdentity(Path executable) throws IOException {
        Path real = executable.toRealPath();
        Map<String, Object> attributes = Files.readAttributes(
                real,
                Platform.current() == Platform.WINDOWS ? "size,lastModifiedTime,fileKey" : "unix:size,ino,dev,ctime");
        return Sha256.hex(real + "\n" + new TreeMap<>(attributes) + "\n" + libraries);
    }

    private static boolean isScript(Path file) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            return new String(content.readNBytes(2), UTF_8).equals("#!");
        }
    }
}
