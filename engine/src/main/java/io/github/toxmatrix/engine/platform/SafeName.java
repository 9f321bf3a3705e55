package io.github.toxmatrix.engine.platform;

import io.github.toxmatrix.digest.Sha256;

/**
 * The name of an environment as a Java class name and file name. Different names stay different, also on disks that
 * ignore case, and none reads as a package and a class.
 *
 * <p>{@code a-z0-9-} stay; a single {@code .} becomes {@code _} and a single {@code _} becomes {@code __}; in longer runs
 * of these two, and for everything else, the code point stands in hex between {@code =}. A name that gets too long for a
 * file is cut and ends in {@code ===} and a hash.
 */
final class SafeName {

    /** File systems allow 255 bytes, of which reports take some for their own. */
    static final int LONGEST = 180;

    private static final int HASH_BYTES = 16;

    private SafeName() {}

    static String of(String name) {
        int[] points = name.codePoints().toArray();
        StringBuilder safe = new StringBuilder();
        for (int i = 0; i < points.length; i++) {
            int point = points[i];
            boolean alone =
                    (i == 0 || !isSeparator(points[i - 1])) && (i == points.length - 1 || !isSeparator(points[i + 1]));
            if (isPlain(point)) {
                safe.append((char) point);
            } else if (isSeparator(point) && alone) {
                safe.append(point == '.' ? "_" : "__");
            } else {
                safe.append('=').append(Integer.toHexString(point)).append('=');
            }
        }
        return safe.length() <= LONGEST ? safe.toString() : cut(safe.toString());
    }

    private static String cut(String safe) {
        String end = "===" + hash(safe);
        return safe.substring(0, LONGEST - end.length()) + end;
    }

    private static String hash(String text) {
        return Sha256.hex(text).substring(0, 2 * HASH_BYTES);
    }

    private static boolean isPlain(int point) {
        return (point >= 'a' && point <= 'z') || (point >= '0' && point <= '9') || point == '-';
    }

    private static boolean isSeparator(int point) {
        return point == '.' || point == '_';
    }
}
