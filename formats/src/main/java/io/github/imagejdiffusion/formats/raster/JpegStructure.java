package io.github.imagejdiffusion.formats.raster;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * What a JPEG stream says of itself, without decoding it. Source: ITU-T T.81, annex B.
 *
 * @param width pixels along x, 0 where there is no frame header
 * @param height pixels along y, 0 where there is no frame header
 * @param scans how often a decoder goes over the picture
 */
public record JpegStructure(int width, int height, int scans) {

    /** Progressive pictures have some ten; each may cost as much time as a whole picture, and as little as ten bytes. */
    public static final int MOST_SCANS = 200;

    private static final int MARK = 0xff;
    private static final int START = 0xd8;
    private static final int END = 0xd9;
    private static final int START_OF_SCAN = 0xda;

    /**
     * Goes through the markers up to the end of the picture, or up to where they make no sense: what is there to be
     * decoded comes before.
     *
     * @param stream buffered; stays open
     */
    public static JpegStructure read(InputStream stream) throws IOException {
        DataInputStream in = new DataInputStream(stream);
        int width = 0;
        int height = 0;
        int scans = 0;
        try {
            int marker = nextMarker(in);
            while (marker != END) {
                if (marker == START_OF_SCAN) {
                    scans++;
                }
                if (hasSegment(marker)) {
                    int length = in.readUnsignedShort() - 2;
                    if (isFrame(marker) && length >= 5) {
                        in.readByte();
                        height = in.readUnsignedShort();
                        width = in.readUnsignedShort();
                        length -= 5;
                    }
                    in.skipNBytes(Math.max(0, length));
                }
                marker = nextMarker(in);
            }
        } catch (EOFException cutOff) {
            return new JpegStructure(width, height, scans);
        }
        return new JpegStructure(width, height, scans);
    }

    /** The next marker, past coded pixels, in which a 0 follows each byte that looks like the mark. */
    private static int nextMarker(DataInputStream in) throws IOException {
        int last = in.readUnsignedByte();
        int b = in.readUnsignedByte();
        while (last != MARK || b == 0 || b == MARK) {
            last = b;
            b = in.readUnsignedByte();
        }
        return b;
    }

    private static boolean hasSegment(int marker) {
        boolean restart = marker >= 0xd0 && marker <= 0xd7;
        return !restart && marker != START && marker != 0x01;
    }

    private static boolean isFrame(int marker) {
        return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }
}
