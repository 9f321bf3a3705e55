package io.github.toxmatrix.index.cache;

import io.github.toxmatrix.index.upstream.Reason;
import io.github.toxmatrix.index.upstream.UpstreamClient;
import io.github.toxmatrix.index.upstream.UpstreamException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;

/** A file whose length nobody tells, neither its page nor its index: it is fetched as a whole before anything of it is given out. */
final class UntoldFile implements AutoCloseable {

    private final UnfinishedFile file;
    private final long size;

    private UntoldFile(UnfinishedFile file, long size) {
        this.file = file;
        this.size = size;
    }

    /** @param answer is read to its end and closed */
    static UntoldFile fetch(Artifact artifact, UpstreamClient.Answer answer, PackageCache folder)
            throws UpstreamException {
        UnfinishedFile file = create(folder);
        try (answer) {
            return new UntoldFile(file, copy(artifact, answer.body(), file, folder.most()));
        } catch (IOException failed) {
            release(file);
            throw new UpstreamException(502, artifact.shown() + ": " + Reason.of(failed));
        } catch (UpstreamException | RuntimeException failed) {
            release(file);
            throw failed;
        }
    }

    private static UnfinishedFile create(PackageCache folder) throws UpstreamException {
        try {
            return folder.newFile();
        } catch (IOException failed) {
            throw noRoom(failed);
        }
    }

    private static UpstreamException noRoom(IOException failed) {
        return new UpstreamException(
                Download.NO_ROOM, "the cache of packages cannot take a file: " + failed.getMessage());
    }

    private static long copy(Artifact artifact, InputStream body, UnfinishedFile file, long most)
            throws IOException, UpstreamException {
        byte[] buffer = new byte[1 << 16];
        long written = 0;
        for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
            if (written + read > most) {
                throw new UpstreamException(
                        502, artifact.shown() + " is larger than the cache, and its length is not told");
            }
            write(file, ByteBuffer.wrap(buffer, 0, read), written);
            written += read;
        }
        return written;
    }

    private static void write(UnfinishedFile file, ByteBuffer bytes, long at) throws UpstreamException {
        try {
            file.write(bytes, at);
        } catch (IOException full) {
            throw noRoom(full);
        }
    }

    private static void release(UnfinishedFile file) {
        try {
            file.close();
        } catch (IOException left) {
            return; // trimming the cache removes it
        }
    }

    long size() {
        return size;
    }

    /** From its beginning. */
    InputStream content() {
        return Channels.newInputStream(file.channel());
    }

    @Override
    public void close() {
        release(file);
    }
}
