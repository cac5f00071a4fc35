package io.github.imagejdiffusion.formats;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** The first bytes and the name ending of a file: how formats recognise their own. */
public final class FileSignature {

    private static final int LENGTH = 16;

    private final byte[] head;

    private FileSignature(byte[] head) {
        this.head = head;
    }

    /**
     * Reads the first 16 bytes, fewer if the file is shorter.
     *
     * @throws FormatsException if the file cannot be read
     */
    public static FileSignature of(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return new FileSignature(in.readNBytes(LENGTH));
        } catch (IOException e) {
            throw FormatsException.reading(file, e);
        }
    }

    /** Whether the file begins with these bytes, given as 0..255. */
    public boolean startsWith(int... bytes) {
        if (head.length < bytes.length) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if ((head[i] & 0xff) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    /** What the bytes look like to a person: "text" or the first four in hexadecimal. */
    public String describe() {
        boolean text = true;
        for (byte b : head) {
            int v = b & 0xff;
            text &= v == '\t' || v == '\n' || v == '\r' || v >= 32 && v != 127;
        }
        if (text) {
            return "text";
        }
        StringBuilder hex = new StringBuilder("bytes");
        for (byte b : Arrays.copyOf(head, Math.min(4, head.length))) {
            hex.append(String.format(Locale.ROOT, " %02x", b & 0xff));
        }
        return hex.toString();
    }

    /** The ending of the file name after its last dot, in lower case; empty when there is none. */
    public static String extension(Path file) {
        Path last = file.getFileName();
        String name = last == null ? "" : last.toString();
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }
}
