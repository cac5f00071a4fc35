package io.github.imagejdiffusion.formats.tiff;

import io.github.imagejdiffusion.formats.PixelType;
import net.imglib2.Dimensions;
import net.imglib2.FinalDimensions;

/**
 * The pixels of one page: how they are coded and where their chunks (strips or tiles) lie. Checked against the file
 * when built, so that what is inside may be trusted.
 *
 * @param width pixels along x
 * @param height pixels along y
 * @param type how a value is stored once decoded
 * @param bits bits per sample in the file
 * @param format sample format of TIFF 6.0: 1 unsigned, 2 signed, 3 floating point
 * @param samples samples per pixel
 * @param planar whether samples lie in separate chunks
 * @param compression compression code of TIFF 6.0
 * @param predictor 1 none, 2 horizontal differencing, 3 floating point
 * @param photometric photometric interpretation of TIFF 6.0
 * @param fillOrder 1 the first pixel in the highest bit, 2 in the lowest
 * @param tiled whether chunks are tiles, which are always whole, or strips, of which the last may be shorter
 * @param chunkWidth pixels along x of a chunk
 * @param chunkHeight pixels along y of a chunk
 * @param offsets first byte of each chunk
 * @param counts bytes of each chunk
 * @param directory the fields
 */
record TiffPage(
        int width,
        int height,
        PixelType type,
        int bits,
        int format,
        int samples,
        boolean planar,
        int compression,
        int predictor,
        int photometric,
        int fillOrder,
        boolean tiled,
        int chunkWidth,
        int chunkHeight,
        long[] offsets,
        long[] counts,
        TiffDirectory directory) {

    /** Pixels of a row that are worth one read. */
    private static final int RAW_STRETCH = 4096;

    int chunksAcross() {
        return ceilDiv(width, chunkWidth);
    }

    int chunksDown() {
        return ceilDiv(height, chunkHeight);
    }

    /** Index of the chunk in column i and row j that holds the given sample. */
    int chunk(int i, int j, int sample) {
        int plane = planar ? sample * chunksAcross() * chunksDown() : 0;
        return plane + j * chunksAcross() + i;
    }

    /** Samples that lie side by side in a chunk. */
    int samplesPerChunkPixel() {
        return planar ? 1 : samples;
    }

    /** Rows coded in the chunks of row j. */
    int rowsIn(int j) {
        return tiled ? chunkHeight : Math.min(chunkHeight, height - j * chunkHeight);
    }

    /** Bytes of one row of a chunk before compression. */
    long rowBytes() {
        return ((long) chunkWidth * samplesPerChunkPixel() * bits + 7) / 8;
    }

    /** Whether the file holds the samples as whole bytes that need no decoding but the byte order. */
    boolean isRaw() {
        return compression == Tag.COMPRESSION_NONE
                && bits == type.bytes() * 8
                && fillOrder == 1
                && predictor == 1
                && photometric != Tag.PHOTOMETRIC_YCBCR;
    }

    /**
     * The smallest part that is decoded as a whole: a chunk. Raw samples can be read from anywhere, but to seek for
     * every few of them is slow on network drives.
     */
    Dimensions unit() {
        return isRaw()
                ? new FinalDimensions(Math.min(chunkWidth, RAW_STRETCH), 1)
                : new FinalDimensions(chunkWidth, chunkHeight);
    }

    /** Whether the samples of a pixel are its colour. */
    boolean isColour() {
        return photometric == Tag.PHOTOMETRIC_RGB || photometric == Tag.PHOTOMETRIC_YCBCR;
    }

    /** Bytes of the whole page if it is raw. */
    long rawBytes() {
        return (long) width * height * samples * type.bytes();
    }

    /** What pages have in common that are planes of one stack. */
    record Shape(int width, int height, PixelType type, int samples, int photometric) {}

    Shape shape() {
        return new Shape(width, height, type, samples, photometric);
    }

    /** Whether another page could be a plane of the same stack. */
    boolean matches(TiffPage other) {
        return shape().equals(other.shape());
    }

    /** Whether this page could show the same as a larger one: smaller, of the same proportions, and like values. */
    boolean isReductionOf(TiffPage larger) {
        long skew = Math.abs((long) height * larger.width - (long) width * larger.height);
        return type == larger.type
                && samples == larger.samples
                && (photometric == larger.photometric || isColour() && larger.isColour())
                && width <= larger.width
                && height <= larger.height
                && (width < larger.width || height < larger.height)
                && skew <= (long) larger.width + larger.height;
    }

    static int ceilDiv(int a, int b) {
        return (int) (((long) a + b - 1) / b);
    }
}
