package io.github.imagejdiffusion.formats.tiff;

import io.github.imagejdiffusion.formats.PixelType;
import io.github.imagejdiffusion.formats.pixels.PlaneBuffer;
import java.awt.Rectangle;
import java.awt.image.Raster;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

/**
 * Puts a region of one sample of one page together from the strips or tiles that it touches. Closes the file in the
 * end. Not thread-safe.
 *
 * <p>One-bit pixels become 0 and 255, as in ImageJ; what else happens to values is in {@link TiffSeries.Values}.
 */
final class PlaneReader implements AutoCloseable {

    private static final int READ_BYTES = 1 << 20;
    /** To skip so many bytes costs more than to read them. */
    private static final int SKIPPED_BYTES = 1 << 14;

    private static final int MOST_WASTE = 4;

    private final TiffInput input;
    private final PlainChunks chunks;
    private final ChunkDecoder decoder;

    PlaneReader(TiffInput input) {
        this.input = input;
        this.chunks = new PlainChunks(input);
        this.decoder = new ChunkDecoder(input);
    }

    Path path() {
        return input.path();
    }

    RandomAccessibleInterval<? extends RealType<?>> read(TiffSeries.Address at, Interval region) {
        TiffPage page = at.page();
        if (at.values() == TiffSeries.Values.PALETTE) {
            PlaneBuffer indices = fill(page, 0, at.shift(), region);
            return indices.lookUp(palette(page, at.sample()), input.path()).image();
        }
        PlaneBuffer buffer = fill(page, at.sample(), at.shift(), region);
        if (at.values() == TiffSeries.Values.BRIGHTNESS
                && page.photometric() == Tag.PHOTOMETRIC_WHITE_IS_ZERO
                && page.type().isInteger()
                && page.format() != Tag.FORMAT_SIGNED) {
            int largest = (int) ((1L << page.bits()) - 1);
            buffer.map(v -> largest - v);
        }
        if (page.bits() == 1) {
            buffer.map(v -> v * 255);
        }
        return buffer.image();
    }

    /** One colour of a palette, 0..255: 0 red, 1 green, 2 blue. */
    private int[] palette(TiffPage page, int colour) {
        long[] map = page.directory().numbers(Tag.COLOR_MAP);
        int entries = map.length / 3;
        if (entries == 0 || page.type() != PixelType.UINT8 && page.type() != PixelType.UINT16) {
            throw input.damaged("a page with a palette has no colour map");
        }
        long largest = 0;
        for (long v : map) {
            largest = Math.max(largest, v);
        }
        // Some writers fill the 16-bit colour map with 8-bit values.
        int shift = largest > 255 ? 8 : 0;
        int[] table = new int[entries];
        for (int i = 0; i < entries; i++) {
            table[i] = (int) map[colour * entries + i] >> shift;
        }
        return table;
    }

    private PlaneBuffer fill(TiffPage page, int sample, long shift, Interval region) {
        PlaneBuffer buffer = PlaneBuffer.allocate(page.type(), region, input.path());
        Rectangle wanted = new Rectangle((int) region.min(0), (int) region.min(1), buffer.width(), buffer.height());
        int firstColumn = wanted.x / page.chunkWidth();
        int lastColumn = (wanted.x + wanted.width - 1) / page.chunkWidth();
        int lastRow = (wanted.y + wanted.height - 1) / page.chunkHeight();
        for (int j = wanted.y / page.chunkHeight(); j <= lastRow; j++) {
            for (int i = firstColumn; i <= lastColumn; i++) {
                Rectangle chunk =
                        new Rectangle(i * page.chunkWidth(), j * page.chunkHeight(), page.chunkWidth(), page.rowsIn(j));
                Rectangle part = chunk.intersection(wanted);
                int index = page.chunk(i, j, sample);
                int band = page.planar() ? 0 : sample;
                if (page.isRaw()) {
                    copyRaw(page, page.offsets()[index] + shift, band, chunk, part, wanted, buffer);
                } else if (PlainChunks.know(page)) {
                    copyExpanded(page, index, band, chunk, part, wanted, buffer);
                } else {
                    copyDecoded(page, index, band, chunk, part, wanted, buffer);
                }
            }
        }
        return buffer;
    }

    private void copyExpanded(
            TiffPage page, int index, int band, Rectangle chunk, Rectangle part, Rectangle wanted, PlaneBuffer buffer) {
        ByteBuffer plain = chunks.decode(page, page.offsets()[index], (int) page.counts()[index], chunk.height);
        int stride = page.samplesPerChunkPixel();
        for (int y = part.y; y < part.y + part.height; y++) {
            int first = ((y - chunk.y) * chunk.width + part.x - chunk.x) * stride + band;
            buffer.putRow(part.x - wanted.x, y - wanted.y, part.width, plain, first, stride);
        }
    }

    private void copyDecoded(
            TiffPage page, int index, int band, Rectangle chunk, Rectangle part, Rectangle wanted, PlaneBuffer buffer) {
        boolean none = page.compression() == Tag.COMPRESSION_NONE;
        long bytes = none ? page.rowBytes() * chunk.height : page.counts()[index];
        Raster raster = decoder.decode(page, page.offsets()[index], bytes, chunk.height);
        for (int y = part.y; y < part.y + part.height; y++) {
            buffer.putRow(part.x - wanted.x, y - wanted.y, part.width, raster, part.x - chunk.x, y - chunk.y, band);
        }
    }

    private void copyRaw(
            TiffPage page,
            long offset,
            int band,
            Rectangle chunk,
            Rectangle part,
            Rectangle wanted,
            PlaneBuffer buffer) {
        int stride = page.samplesPerChunkPixel();
        int pixelBytes = stride * page.type().bytes();
        long rowBytes = page.rowBytes();
        long partBytes = (long) part.width * pixelBytes;
        if (partBytes > Integer.MAX_VALUE - 8) {
            throw input.unsupported("a row of " + partBytes + " bytes");
        }
        // One read for many rows, also of pixels between them that are not asked for, where that is less work.
        boolean together = rowBytes <= Math.max(SKIPPED_BYTES, MOST_WASTE * partBytes);
        int rowsAtOnce = together ? (int) Math.max(1, Math.min(part.height, READ_BYTES / rowBytes)) : 1;
        ByteBuffer bytes = ByteBuffer.allocate((int) ((rowsAtOnce - 1) * rowBytes + partBytes))
                .order(input.order());
        long start = offset + (long) (part.x - chunk.x) * pixelBytes;
        for (int y = part.y; y < part.y + part.height; y += rowsAtOnce) {
            int rows = Math.min(rowsAtOnce, part.y + part.height - y);
            bytes.clear().limit((int) ((rows - 1) * rowBytes + partBytes));
            input.read(start + (y - chunk.y) * rowBytes, bytes);
            for (int r = 0; r < rows; r++) {
                int first = (int) (r * rowBytes / page.type().bytes()) + band;
                buffer.putRow(part.x - wanted.x, y - wanted.y + r, part.width, bytes, first, stride);
            }
        }
    }

    @Override
    public void close() {
        chunks.close();
        decoder.close();
        input.close();
    }
}
