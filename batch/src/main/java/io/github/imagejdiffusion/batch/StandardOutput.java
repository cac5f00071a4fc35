package io.github.imagejdiffusion.batch;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Optional;

/**
 * What goes to stdout, and whether it got there: Java's own streams keep failures to themselves, so that what was asked for
 * would be lost, on a full disk for example, and the command would end as if all were well.
 */
final class StandardOutput extends FilterOutputStream {

    /** Of a pipe whose reader, such as {@code head}, has seen enough. */
    private static final String READER_LEFT = "Broken pipe";

    private IOException first;

    StandardOutput(OutputStream to) {
        super(to);
    }

    /** Takes the place of {@link System#out}; bytes go through as they are. */
    static StandardOutput install() {
        StandardOutput output = new StandardOutput(new FileOutputStream(FileDescriptor.out));
        System.setOut(new PrintStream(output));
        return output;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        try {
            out.write(bytes, from, count);
        } catch (IOException e) {
            first = first == null ? e : first;
            throw e;
        }
    }

    /** Why not all was written; empty if it was, or nobody wanted to read the rest. */
    Optional<String> problem() {
        return Optional.ofNullable(first).map(Failure::reason).filter(reason -> !reason.equals(READER_LEFT));
    }
}
