package io.github.imagejdiffusion.formats.raster;

import io.github.imagejdiffusion.formats.Orientation;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Finds the orientation in EXIF, and that in the head of a JPEG stream. Sources: ITU-T T.81, annex B; EXIF 2.3, sections 4.5 and 4.7. */
final class ExifOrientation {

    private static final int MARK = 0xff;
    private static final int START = 0xd8;
    private static final int APPLICATION_1 = 0xe1;
    private static final int START_OF_SCAN = 0xda;
    private static final byte[] EXIF = {'E', 'x', 'i', 'f', 0, 0};
    private static final int ENTRY_BYTES = 12;
    private static final int SHORT = 3;

    private ExifOrientation() {}

    /**
     * Reads up to the first EXIF segment or the picture.
     *
     * @param stream buffered; stays open
     * @return 1 where nothing is said, or nothing that makes sense
     */
    static int read(InputStream stream) throws IOException {
        DataInputStream in = new DataInputStream(stream);
        try {
            while (in.readUnsignedByte() == MARK) {
                int marker = in.readUnsignedByte();
                if (marker == START) {
                    continue;
                }
                if (marker == START_OF_SCAN) {
                    return Orientation.USUAL;
                }
                byte[] segment = in.readNBytes(Math.max(0, in.readUnsignedShort() - 2));
                if (marker == APPLICATION_1 && Arrays.mismatch(EXIF, segment) == EXIF.length) {
                    return ofExif(Arrays.copyOfRange(segment, EXIF.length, segment.length));
                }
            }
        } catch (EOFException cutOff) {
            return Orientation.USUAL;
        }
        return Orientation.USUAL;
    }

    /**
     * Of EXIF alone, as a PNG file has it.
     *
     * @param exif as a TIFF file begins: byte order, 42, place of the first directory
     * @return 1 where nothing is said, or nothing that makes sense
     */
    static int ofExif(byte[] exif) {
        try {
            return ofDirectory(ByteBuffer.wrap(exif));
        } catch (IndexOutOfBoundsException cutOff) {
            return Orientation.USUAL;
        }
    }

    private static int ofDirectory(ByteBuffer tiff) {
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = tiff.getInt(4);
        int entries = tiff.getShort(directory) & 0xffff;
        for (int i = 0; i < entries; i++) {
            int entry = directory + 2 + ENTRY_BYTES * i;
            if ((tiff.getShort(entry) & 0xffff) == Orientation.TAG && tiff.getShort(entry + 2) == SHORT) {
                return tiff.getShort(entry + 8) & 0xffff;
            }
        }
        return Orientation.USUAL;
    }
}
