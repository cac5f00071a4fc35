package io.github.imagejdiffusion.formats.tiff;

import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import io.github.imagejdiffusion.formats.FormatsException;
import io.github.imagejdiffusion.formats.raster.JpegStructure;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import javax.imageio.ImageReader;

/**
 * Decodes with TwelveMonkeys ImageIO the strips and tiles that {@link PlainChunks} does not know: JPEG, fax codes, and
 * samples of other than 8, 16, 32 or 64 bits. Not thread-safe.
 */
final class ChunkDecoder implements AutoCloseable {

    /** TwelveMonkeys believes 512; an eighth of that, because it counts one-bit pixels as bytes. */
    private static final long LIBRARY_EXPANSION = 64;

    private final TiffInput input;
    private final ImageReader reader;
    private final ChunkCache<Raster> cache = new ChunkCache<>();

    ChunkDecoder(TiffInput input) {
        this.input = input;
        // Made by hand: no scan of the class path, and the same reader under any class loader.
        this.reader = new TIFFImageReaderSpi().createReaderInstance(null);
    }

    /**
     * Decodes the chunk that begins at {@code offset}. Row and column 0 of the result are those of the chunk, bands
     * are samples.
     *
     * @throws FormatsException if it is damaged or needs more memory than there is
     */
    Raster decode(TiffPage page, long offset, long bytes, int rows) {
        Raster hit = cache.get(page, offset, rows);
        if (hit != null) {
            return hit;
        }
        Raster raster = read(page, offset, bytes, rows);
        if (raster.getNumBands() < page.samplesPerChunkPixel()
                || raster.getWidth() < page.chunkWidth()
                || raster.getHeight() < rows) {
            throw input.damaged("a strip or tile at byte " + offset + " holds fewer pixels than promised");
        }
        cache.put(page, offset, rows, raster, bytes(raster));
        return raster;
    }

    private Raster read(TiffPage page, long offset, long bytes, int rows) {
        long plainBytes = page.rowBytes() * rows;
        try {
            byte[] tiff = ChunkEnvelope.wrap(input, page, offset, (int) bytes, rows);
            if (page.compression() == Tag.COMPRESSION_JPEG) {
                requireJpegFits(page, new ByteArrayInputStream(tiff, tiff.length - (int) bytes, (int) bytes));
            }
            return decode(page, new MemoryInputStream(tiff, plainBytes / LIBRARY_EXPANSION));
        } catch (FormatsException e) {
            throw e;
        } catch (OutOfMemoryError e) {
            throw input.tooLarge(plainBytes, e);
        } catch (IOException | RuntimeException | AssertionError e) {
            if (e.getCause() instanceof OutOfMemoryError) {
                throw input.tooLarge(plainBytes, e);
            }
            throw input.undecodable(offset, e);
        } finally {
            reader.reset();
        }
    }

    private Raster decode(TiffPage page, MemoryInputStream tiff) throws IOException {
        try (tiff) {
            reader.setInput(tiff);
            // JPEG has to be turned from YCbCr to RGB; all else must not pass the colour conversion of read(),
            // which clips floating point values to 0..1.
            return page.compression() == Tag.COMPRESSION_JPEG ? reader.read(0).getRaster() : reader.readRaster(0, null);
        }
    }

    /** What is in a JPEG stream is decoded as a whole, however large, before the library looks at its size. */
    private void requireJpegFits(TiffPage page, InputStream stream) throws IOException {
        JpegStructure jpeg = JpegStructure.read(stream);
        if (jpeg.width() > page.chunkWidth()
                || jpeg.height() > page.chunkHeight()
                || jpeg.scans() > JpegStructure.MOST_SCANS) {
            throw input.damaged(
                    "a strip or tile of " + page.chunkWidth() + " x " + page.chunkHeight() + " pixels holds a JPEG of "
                            + jpeg.width() + " x " + jpeg.height() + " in " + jpeg.scans() + " scans");
        }
    }

    private static long bytes(Raster raster) {
        DataBuffer data = raster.getDataBuffer();
        return (long) data.getSize() * data.getNumBanks() * DataBuffer.getDataTypeSize(data.getDataType()) / 8;
    }

    @Override
    public void close() {
        cache.clear();
        reader.dispose();
    }
}
