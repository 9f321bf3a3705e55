package io.github.toxmatrix.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;

/** What a test does to a file. */
enum Deed {
    APPEND,
    TRUNCATE,
    OVERWRITE,
    OVERWRITE_AND_RESTORE_TIME,
    OVERWRITE_THROUGH_A_SYMLINK,
    OVERWRITE_THROUGH_ANOTHER_NAME_THAT_STAYS,
    OVERWRITE_IN_MAPPED_MEMORY,
    CHMOD,
    REPLACE,
    REPLACE_BY_A_SYMLINK,
    REPLACE_BY_A_FOLDER,
    RENAME_ITS_FOLDER,
    DELETE;

    void on(Path file) throws IOException {
        switch (this) {
            case APPEND -> Files.writeString(file, "x = 1\n", StandardOpenOption.APPEND);
            case TRUNCATE -> Files.write(file, new byte[0]);
            case OVERWRITE -> overwrite(file);
            case OVERWRITE_AND_RESTORE_TIME -> {
                FileTime before = Files.getLastModifiedTime(file);
                overwrite(file);
                Files.setLastModifiedTime(file, before);
            }
            case OVERWRITE_THROUGH_A_SYMLINK ->
                overwrite(Files.createSymbolicLink(file.resolveSibling("symlink"), file));
            case OVERWRITE_THROUGH_ANOTHER_NAME_THAT_STAYS -> {
                overwrite(Files.createLink(file.resolveSibling("name"), file));
                Files.delete(file);
            }
            case OVERWRITE_IN_MAPPED_MEMORY -> map(file);
            case CHMOD -> Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
            case REPLACE ->
                Files.move(Files.writeString(file.resolveSibling("new"), "mine"), file, StandardCopyOption.ATOMIC_MOVE);
            case REPLACE_BY_A_SYMLINK ->
                Files.createSymbolicLink(
                        file, Files.move(file, file.resolveSibling("moved")).getFileName());
            case REPLACE_BY_A_FOLDER -> {
                Files.delete(file);
                Files.createDirectory(file);
            }
            case RENAME_ITS_FOLDER ->
                Files.move(file.getParent(), file.getParent().resolveSibling("renamed"));
            case DELETE -> Files.delete(file);
        }
    }

    private static void map(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            channel.map(FileChannel.MapMode.READ_WRITE, 0, 1).put(0, (byte) '#');
        }
    }

    private static void overwrite(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[] {'#'}));
        }
    }

    boolean reachesOthersThroughALink() {
        return compareTo(CHMOD) <= 0;
    }
}
