package io.github.imagejdiffusion.formats.raster;

import io.github.imagejdiffusion.formats.FormatsException;
import io.github.imagejdiffusion.formats.GreyPalette;
import io.github.imagejdiffusion.formats.ImageFile;
import io.github.imagejdiffusion.formats.Orientation;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * The header of a PNG file, and the check that the file is whole: every chunk present with the right checksum, which
 * the JDK's reader does not look at.
 *
 * @param width pixels along x
 * @param height pixels along y
 * @param bitDepth bits per sample: 1, 2, 4, 8 or 16
 * @param colourType 0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGB and alpha
 * @param greyPalette whether there is a palette and no colour in it
 * @param notices what a user should know of the palette and of which way up the picture is
 */
record PngStructure(int width, int height, int bitDepth, int colourType, boolean greyPalette, List<String> notices) {

    private static final int LARGEST_PALETTE = 3 * 256;
    /** As much as JPEG has room for; the orientation is near the beginning, and what is larger is not looked at. */
    private static final int LARGEST_EXIF = 1 << 16;

    private static final int SIGNATURE_BYTES = 8;
    /** Deflate makes at most 1032 bytes of one. */
    private static final long MOST_EXPANSION = 1100;

    boolean isPalette() {
        return colourType == 3;
    }

    boolean isColour() {
        return colourType == 2 || colourType == 6 || isPalette() && !greyPalette;
    }

    static PngStructure read(Path file) {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            in.skipNBytes(SIGNATURE_BYTES);
            return read(file, in);
        } catch (EOFException e) {
            throw damaged(file, "it ends too early");
        } catch (IOException e) {
            throw FormatsException.reading(file, e);
        }
    }

    private static PngStructure read(Path file, DataInputStream in) throws IOException {
        PngStructure header = null;
        long compressed = 0;
        byte[] buffer = new byte[1 << 16];
        while (true) {
            long length = in.readInt() & 0xffffffffL;
            byte[] type = in.readNBytes(4);
            String name = new String(type, StandardCharsets.ISO_8859_1);
            CRC32 crc = new CRC32();
            crc.update(type);
            if (header == null) {
                if (!name.equals("IHDR") || length != 13) {
                    throw damaged(file, "its header is missing");
                }
                byte[] ihdr = in.readNBytes(13);
                crc.update(ihdr);
                header = header(file, ihdr);
            } else if (name.equals("PLTE") && length <= LARGEST_PALETTE) {
                byte[] palette = in.readNBytes((int) length);
                crc.update(palette);
                header = header.withPalette(palette);
            } else if (name.equals("eXIf") && length <= LARGEST_EXIF) {
                byte[] exif = in.readNBytes((int) length);
                crc.update(exif);
                header = header.withNotices(header.greyPalette, Orientation.notices(ExifOrientation.ofExif(exif)));
            } else {
                for (long left = length; left > 0; ) {
                    int n = in.read(buffer, 0, (int) Math.min(left, buffer.length));
                    if (n < 0) {
                        throw new EOFException();
                    }
                    crc.update(buffer, 0, n);
                    left -= n;
                }
            }
            if ((in.readInt() & 0xffffffffL) != crc.getValue()) {
                throw damaged(file, "its part " + name.replaceAll("[^A-Za-z]", "?") + " has a wrong checksum");
            }
            compressed += name.equals("IDAT") ? length : 0;
            if (name.equals("IEND")) {
                return header.requirePlausible(file, compressed);
            }
        }
    }

    private PngStructure withPalette(byte[] colours) {
        if (!isPalette()) {
            return this;
        }
        boolean grey = colours.length >= 3;
        for (int i = 0; i + 2 < colours.length; i += 3) {
            grey &= colours[i] == colours[i + 1] && colours[i] == colours[i + 2];
        }
        return withNotices(
                grey,
                grey
                        ? GreyPalette.notices(colours.length / 3, i -> colours[3 * i] & 0xff)
                        : List.of(ImageFile.COLOURS_OF_PALETTE));
    }

    private PngStructure withNotices(boolean grey, List<String> more) {
        List<String> all =
                Stream.concat(notices.stream(), more.stream()).distinct().toList();
        return new PngStructure(width, height, bitDepth, colourType, grey, all);
    }

    private static PngStructure header(Path file, byte[] ihdr) {
        ByteBuffer bytes = ByteBuffer.wrap(ihdr);
        if (ihdr.length < 13) {
            throw damaged(file, "it ends too early");
        }
        PngStructure header =
                new PngStructure(bytes.getInt(), bytes.getInt(), bytes.get(), bytes.get(), false, List.of());
        if (header.width < 1 || header.height < 1) {
            throw damaged(file, "its size is " + header.width + " x " + header.height);
        }
        if (!header.hasKnownPixels()) {
            throw damaged(file, "it says " + header.bitDepth + " bits for colour type " + header.colourType);
        }
        return header;
    }

    /** The combinations of the PNG specification, third edition, table 10. */
    private boolean hasKnownPixels() {
        return switch (colourType) {
            case 0 -> Set.of(1, 2, 4, 8, 16).contains(bitDepth);
            case 2, 4, 6 -> Set.of(8, 16).contains(bitDepth);
            case 3 -> Set.of(1, 2, 4, 8).contains(bitDepth);
            default -> false;
        };
    }

    private PngStructure requirePlausible(Path file, long compressed) {
        int samples =
                switch (colourType) {
                    case 2 -> 3;
                    case 4 -> 2;
                    case 6 -> 4;
                    default -> 1;
                };
        long rowBytes = ((long) width * samples * bitDepth + 7) / 8;
        if (rowBytes > (compressed + 1) * MOST_EXPANSION / height) {
            throw damaged(file, "it says " + width + " x " + height + " pixels, but has " + compressed + " bytes");
        }
        return this;
    }

    private static FormatsException damaged(Path file, String problem) {
        return new FormatsException(file, "is not a whole PNG file: " + problem, "copy or export the file again");
    }
}
