package io.github.imagejdiffusion.batch.inputs;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Paths as text in which different names stay different. Names of files are bytes, and old ones may be in another encoding
 * than this session's: Java makes every byte that it cannot read the same character, so that two files would have one
 * name. Here such bytes are written as in addresses, {@code %E4}; all other paths are as {@link Path#toString} gives them.
 */
public final class PathText {

    /** What Java makes of a byte that it cannot read. */
    static final char UNREADABLE = '\uFFFD';

    private static final char ESCAPE = '%';

    private PathText() {}

    /** The whole path; absolute if there is anything to write in another way. */
    public static String of(Path path) {
        return isReadable(path) ? path.toString() : decoded(bytes(path.toUri().getRawPath()));
    }

    /** The last name of a path, which must have one. */
    public static String nameOf(Path path) {
        if (isReadable(path.getFileName())) {
            return path.getFileName().toString();
        }
        String whole = of(path);
        // Of a folder, an address ends with a slash.
        String text = whole.endsWith("/") ? whole.substring(0, whole.length() - 1) : whole;
        return text.substring(text.lastIndexOf('/') + 1);
    }

    /** Whether a path is what its text says. */
    static boolean isReadable(Path path) {
        String text = path.toString();
        return text.indexOf(UNREADABLE) < 0 || path.equals(path.getFileSystem().getPath(text));
    }

    private static byte[] bytes(String address) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(address.length());
        for (int i = 0; i < address.length(); i++) {
            if (address.charAt(i) == ESCAPE) {
                bytes.write(Integer.parseInt(address.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.write(address.charAt(i));
            }
        }
        return bytes.toByteArray();
    }

    private static String decoded(byte[] bytes) {
        CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        StringBuilder text = new StringBuilder();
        while (in.hasRemaining()) {
            CharBuffer out = CharBuffer.allocate(bytes.length);
            CoderResult result = utf8.reset().decode(in, out, true);
            text.append(out.flip());
            for (int i = 0; result.isError() && i < result.length(); i++) {
                text.append(String.format("%c%02X", ESCAPE, in.get() & 0xff));
            }
        }
        return text.toString();
    }
}
