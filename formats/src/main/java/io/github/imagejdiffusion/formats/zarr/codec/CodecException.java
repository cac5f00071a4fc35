package io.github.imagejdiffusion.formats.zarr.codec;

import java.io.IOException;

/** Compressed bytes that are not what their codec writes; the message goes after the name of the file. */
public final class CodecException extends IOException {

    private static final long serialVersionUID = 1L;

    /** @param problem what is wrong, without a full stop */
    public CodecException(String problem) {
        super(problem);
    }

    /** As {@link #CodecException(String)}, with the exception that revealed the problem. */
    public CodecException(String problem, Throwable cause) {
        super(problem, cause);
    }

    static CodecException sizeIs(long found, int expected) {
        return new CodecException("holds " + found + " bytes in place of the " + expected + " of a chunk");
    }
}
