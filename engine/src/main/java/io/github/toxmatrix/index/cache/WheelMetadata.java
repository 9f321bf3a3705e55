package io.github.toxmatrix.index.cache;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/** The metadata in a wheel (PEP 427), which is what an index gives beside it (PEP 658). */
final class WheelMetadata {

    /** What no metadata is larger than, in bytes. */
    static final int MOST = 16 << 20;

    private WheelMetadata() {}

    static byte[] read(Path wheel) throws IOException {
        try (ZipFile zip = new ZipFile(wheel.toFile())) {
            ZipEntry entry =
                    zip.stream().filter(WheelMetadata::isIt).findFirst().orElseThrow(WheelMetadata::none);
            try (InputStream in = zip.getInputStream(entry)) {
                return limited(in);
            }
        }
    }

    /** Of one that lies nowhere. */
    static byte[] read(byte[] wheel) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(wheel))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (isIt(entry)) {
                    return limited(zip);
                }
            }
            throw none();
        }
    }

    private static boolean isIt(ZipEntry entry) {
        return entry.getName().matches("[^/]+\\.dist-info/METADATA");
    }

    private static IOException none() {
        return new IOException("the wheel has none");
    }

    private static byte[] limited(InputStream in) throws IOException {
        byte[] text = in.readNBytes(MOST + 1);
        if (text.length > MOST) {
            throw new IOException("the wheel's is larger than " + (MOST >> 20) + " MiB");
        }
        return text;
    }
}
