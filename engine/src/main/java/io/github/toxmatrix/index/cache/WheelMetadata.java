package io.github.toxmatrix.index.cache;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The metadata in a wheel (PEP 427), which is what an index gives beside it (PEP 658). */
final class WheelMetadata {

    /** What no metadata is larger than, in bytes. */
    static final int MOST = 16 << 20;

    private WheelMetadata() {}

    static byte[] read(Path wheel) throws IOException {
        try (ZipFile zip = new ZipFile(wheel.toFile())) {
            ZipEntry entry = zip.stream()
                    .filter(each -> each.getName().matches("[^/]+\\.dist-info/METADATA"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("the wheel has none"));
            try (InputStream in = zip.getInputStream(entry)) {
                byte[] text = in.readNBytes(MOST + 1);
                if (text.length > MOST) {
                    throw new IOException("the wheel's is larger than " + (MOST >> 20) + " MiB");
                }
                return text;
            }
        }
    }
}
