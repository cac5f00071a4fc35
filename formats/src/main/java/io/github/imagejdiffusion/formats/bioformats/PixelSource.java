package io.github.imagejdiffusion.formats.bioformats;

import io.github.imagejdiffusion.formats.FormatsException;
import java.nio.ByteBuffer;
import net.imglib2.FinalInterval;
import net.imglib2.Interval;

/**
 * Reads parts of planes and keeps the last one of several samples, because the channels of a colour picture are asked
 * for one after the other. Not thread-safe.
 */
final class PixelSource implements AutoCloseable {

    private final BioFormatsReader reader;
    private Part lastPart;
    private byte[] last;

    PixelSource(BioFormatsReader reader) {
        this.reader = reader;
    }

    BioFormatsReader reader() {
        return reader;
    }

    /**
     * A part of a plane, at one resolution of one image.
     *
     * @param group of channels
     * @param where as {@link FinalInterval}, which has an equals
     */
    record Part(StoredImage image, int series, int level, int group, int z, int t, FinalInterval where) {

        Part(StoredImage image, int series, int level, int group, int z, int t, Interval where) {
            this(image, series, level, group, z, t, new FinalInterval(where));
        }

        long bytes() {
            return where.dimension(0) * where.dimension(1) * image.pixelBytes();
        }
    }

    /** Values in the order of {@link StoredImage}. @throws FormatsException if the file is damaged or was closed */
    ByteBuffer read(Part part) {
        if (!part.equals(lastPart)) {
            forget();
            byte[] bytes = open(part);
            if (part.image().samples() == 1) {
                return ByteBuffer.wrap(bytes).order(part.image().order());
            }
            last = bytes;
            lastPart = part;
        }
        return ByteBuffer.wrap(last).order(part.image().order());
    }

    private byte[] open(Part part) {
        Interval where = part.where();
        byte[] bytes = reader.call((api, it, metadata) -> {
            api.select(it, part.series(), part.level());
            int plane = api.planeIndex(it, part.z(), part.group(), part.t());
            return api.openBytes(it, plane, (int) where.min(0), (int) where.min(1), (int) where.dimension(0), (int)
                    where.dimension(1));
        });
        if (bytes == null || bytes.length < part.bytes()) {
            throw new FormatsException(
                    reader.file(),
                    "is not whole: Bio-Formats gives " + (bytes == null ? 0 : bytes.length) + " of " + part.bytes()
                            + " bytes of a plane",
                    "copy or export the file again");
        }
        return bytes;
    }

    private void forget() {
        last = null;
        lastPart = null;
    }

    @Override
    public void close() {
        forget();
        reader.close();
    }
}
