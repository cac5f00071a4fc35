package io.github.imagejdiffusion.diffusion.model.source;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes zip files, sound and hostile ones. */
public final class Zips {

    private Zips() {}

    public static Path write(Path zip, Map<String, byte[]> entries) throws IOException {
        Files.createDirectories(zip.getParent());
        try (OutputStream file = Files.newOutputStream(zip);
                ZipOutputStream out = new ZipOutputStream(file)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue());
                out.closeEntry();
            }
        }
        return zip;
    }

    /** Renames an entry behind the zip library's back, in all its headers; both names have one length. */
    public static void rename(Path zip, String from, String to) throws IOException {
        String bytes = new String(Files.readAllBytes(zip), StandardCharsets.ISO_8859_1);
        if (from.length() != to.length() || !bytes.contains(from)) {
            throw new IllegalArgumentException(from + " -> " + to);
        }
        Files.write(zip, bytes.replace(from, to).getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Makes the directory declare another uncompressed size for its first entry. */
    public static void declareSize(Path zip, int size) throws IOException {
        byte[] bytes = Files.readAllBytes(zip);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int header = text.indexOf("PK\u0001\u0002");
        for (int i = 0; i < Integer.BYTES; i++) {
            bytes[header + 24 + i] = (byte) (size >>> 8 * i);
        }
        Files.write(zip, bytes);
    }
}
