package io.github.toxmatrix.engine.platform;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Empty classes that stand for environments: reports are named after the class of a test, and some clients load it, so
 * that a name alone is not enough.
 */
public final class EnvironmentClasses extends ClassLoader {

    private static final String PACKAGE = "tox";

    private final Map<String, Class<?>> classes = new HashMap<>();

    public EnvironmentClasses() {
        super(EnvironmentClasses.class.getClassLoader());
    }

    /** The class {@code tox.<safe name>} of an environment. */
    public synchronized Class<?> of(String environment) {
        return classes.computeIfAbsent(SafeName.of(environment), safe -> {
            byte[] bytes = emptyClass(PACKAGE + "/" + safe);
            return defineClass(PACKAGE + "." + safe, bytes, 0, bytes.length);
        });
    }

    /** A class file (JVMS 4.1) of version 52 that extends Object and has no members. */
    private static byte[] emptyClass(String internalName) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(0xCAFEBABE);
            out.writeInt(52);
            out.writeShort(5);
            writeClassConstant(out, internalName, 2);
            writeClassConstant(out, "java/lang/Object", 4);
            out.writeShort(0x1031); // ACC_PUBLIC | ACC_FINAL | ACC_SUPER | ACC_SYNTHETIC
            out.writeShort(1);
            out.writeShort(3);
            for (int i = 0; i < 4; i++) { // interfaces, fields, methods, attributes
                out.writeShort(0);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void writeClassConstant(DataOutputStream out, String name, int nameIndex) throws IOException {
        out.writeByte(7); // CONSTANT_Class
        out.writeShort(nameIndex);
        out.writeByte(1); // CONSTANT_Utf8
        out.writeUTF(name);
    }
}
