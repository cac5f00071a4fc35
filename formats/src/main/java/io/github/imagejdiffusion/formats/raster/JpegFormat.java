package io.github.imagejdiffusion.formats.raster;

import io.github.imagejdiffusion.formats.Calibration;
import io.github.imagejdiffusion.formats.FileSignature;
import io.github.imagejdiffusion.formats.FormatsException;
import io.github.imagejdiffusion.formats.ImageFile;
import io.github.imagejdiffusion.formats.ImageFormat;
import io.github.imagejdiffusion.formats.Orientation;
import io.github.imagejdiffusion.formats.PixelType;
import io.github.imagejdiffusion.formats.Series;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** JPEG with 8 bits, grey or colour (given as RGB), as it is stored: see {@link Orientation}. */
public final class JpegFormat implements ImageFormat {

    /** One byte can stand for at most 512 pixels: a block of 8 x 8 costs at least one bit. */
    private static final long MOST_PIXELS_PER_BYTE = 1024;

    @Override
    public String name() {
        return "JPEG";
    }

    @Override
    public Set<String> extensions() {
        return Set.of("jpg", "jpeg");
    }

    @Override
    public boolean claims(Path file) {
        return FileSignature.of(file).startsWith(0xff, 0xd8, 0xff);
    }

    @Override
    public ImageFile open(Path file) {
        RasterDecoder decoder = new RasterDecoder(file, JdkReader.JPEG);
        RasterDecoder.Header header = decoder.header();
        if (header.height() > MOST_PIXELS_PER_BYTE * length(file) / header.width()) {
            throw new FormatsException(
                    file,
                    "is not a whole JPEG file: it says " + header.width() + " x " + header.height()
                            + " pixels, but has " + length(file) + " bytes",
                    "copy or export the file again");
        }
        if (header.bands() == 4) {
            throw new FormatsException(file, "is a JPEG file with printing colours (CMYK)", "save it as grey or RGB");
        }
        requireFewScans(file);
        boolean colour = header.bands() >= 3;
        Series series = new Series(
                "",
                header.width(),
                header.height(),
                colour ? 3 : 1,
                1,
                1,
                PixelType.UINT8,
                colour,
                Calibration.UNKNOWN,
                List.of());
        return new RasterImageFile(
                file,
                name(),
                series,
                RasterImageFile.Values.AS_THEY_ARE,
                Orientation.notices(orientation(file)),
                decoder);
    }

    private static int orientation(Path file) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return ExifOrientation.read(in);
        } catch (IOException e) {
            throw FormatsException.reading(file, e);
        }
    }

    private static void requireFewScans(Path file) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            int scans = JpegStructure.read(in).scans();
            if (scans > JpegStructure.MOST_SCANS) {
                throw new FormatsException(file, "is a JPEG file of " + scans + " scans", "export it again");
            }
        } catch (IOException e) {
            throw FormatsException.reading(file, e);
        }
    }

    private static long length(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw FormatsException.reading(file, e);
        }
    }
}
