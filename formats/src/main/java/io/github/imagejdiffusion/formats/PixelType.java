package io.github.imagejdiffusion.formats;

/** How one pixel value is stored; each constant has the imglib2 type of the same meaning. */
public enum PixelType {
    /** 0..255, {@code UnsignedByteType}. */
    UINT8(1),
    /** -128..127, {@code ByteType}. */
    INT8(1),
    /** 0..65535, {@code UnsignedShortType}. */
    UINT16(2),
    /** -32768..32767, {@code ShortType}. */
    INT16(2),
    /** 0..2^32-1, {@code UnsignedIntType}. */
    UINT32(4),
    /** -2^31..2^31-1, {@code IntType}. */
    INT32(4),
    /** IEEE 754 single precision, {@code FloatType}; half precision files are widened to it. */
    FLOAT(4),
    /** IEEE 754 double precision, {@code DoubleType}. */
    DOUBLE(8);

    private final int bytes;

    PixelType(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes per value. */
    public int bytes() {
        return bytes;
    }

    /** Whether values are integers. */
    public boolean isInteger() {
        return this != FLOAT && this != DOUBLE;
    }
}
