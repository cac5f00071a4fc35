package io.github.imagejdiffusion.formats.zarr.write;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import io.github.imagejdiffusion.formats.FormatsException;
import io.github.imagejdiffusion.formats.PixelType;
import io.github.imagejdiffusion.formats.write.AtomicFile;
import io.github.imagejdiffusion.formats.zarr.codec.BloscZstd;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import net.imglib2.Interval;

/**
 * Writes the chunks of one array of zarr v2 with axes t, c, z, y, x, each into a file that appears when it is whole.
 * Thread-safe, and safe between processes, for blocks that have no pixel in common.
 */
final class ArrayWriter {

    private final Path folder;
    private final Shape shape;
    private final ValueEncoder encoder;

    /**
     * Sizes of an array.
     *
     * @param chunk edge of a chunk along x and y, not more than needed for the plane
     */
    record Shape(int width, int height, int channels, int slices, int frames, int chunk) {

        int chunkWidth() {
            return Math.min(chunk, width);
        }

        int chunkHeight() {
            return Math.min(chunk, height);
        }

        /** The next level of a pyramid, half as large along x and y. */
        Shape half() {
            return new Shape((width + 1) / 2, (height + 1) / 2, channels, slices, frames, chunk);
        }

        /** The same planes with one channel. */
        Shape oneChannel() {
            return new Shape(width, height, 1, slices, frames, chunk);
        }
    }

    private ArrayWriter(Path folder, Shape shape, PixelType type) {
        this.folder = folder;
        this.shape = shape;
        this.encoder = new ValueEncoder(type, folder);
    }

    /**
     * Begins an array, or joins others that write it.
     *
     * @throws FormatsException if it cannot be written, or was begun with other sizes or another pixel type
     */
    static ArrayWriter create(Path folder, Shape shape, PixelType type) {
        ArrayWriter writer = new ArrayWriter(folder, shape, type);
        makeFolder(folder);
        Json.writeSame(folder.resolve(".zarray"), writer.metadata());
        return writer;
    }

    private JsonObject metadata() {
        JsonObject compressor = new JsonObject();
        compressor.addProperty("id", "blosc");
        compressor.addProperty("cname", "zstd");
        compressor.addProperty("clevel", 3);
        compressor.addProperty("shuffle", 1);
        compressor.addProperty("blocksize", 0);
        JsonObject json = new JsonObject();
        json.addProperty("zarr_format", 2);
        json.add("shape", list(shape.frames(), shape.channels(), shape.slices(), shape.height(), shape.width()));
        json.add("chunks", list(1, 1, 1, shape.chunkHeight(), shape.chunkWidth()));
        json.addProperty("dtype", ValueEncoder.dtype(encoder.type()));
        json.add("compressor", compressor);
        json.addProperty("fill_value", 0);
        json.addProperty("order", "C");
        json.add("filters", JsonNull.INSTANCE);
        json.addProperty("dimension_separator", "/");
        return json;
    }

    private static JsonArray list(int... numbers) {
        JsonArray list = new JsonArray();
        IntStream.of(numbers).forEach(list::add);
        return list;
    }

    Shape shape() {
        return shape;
    }

    PixelType type() {
        return encoder.type();
    }

    /**
     * Writes a block, several chunks at a time.
     *
     * @param region of the plane, in whole chunks: it begins at a multiple of the chunk and ends at one or at the edge
     * @param values of the region, row by row
     * @throws IndexOutOfBoundsException if the plane does not exist
     * @throws IllegalArgumentException if the region is not in whole chunks, or the values are not as many as it has
     * @throws FormatsException if a value does not fit the pixel type, or a chunk cannot be written
     */
    void write(int c, int z, int t, Interval region, float[] values) {
        requireWholeChunks(region);
        Objects.checkIndex(c, shape.channels());
        Objects.checkIndex(z, shape.slices());
        Objects.checkIndex(t, shape.frames());
        if (values.length != region.dimension(0) * region.dimension(1)) {
            throw new IllegalArgumentException(values.length + " values for a block of " + region.dimension(0) + " x "
                    + region.dimension(1) + " pixels");
        }
        Path plane = folder.resolve(t + "/" + c + "/" + z);
        int width = shape.chunkWidth();
        int height = shape.chunkHeight();
        int across = Math.toIntExact((region.dimension(0) + width - 1) / width);
        int down = Math.toIntExact((region.dimension(1) + height - 1) / height);
        for (int row = 0; row < down; row++) {
            makeFolder(plane.resolve(Long.toString(region.min(1) / height + row)));
        }
        inParallel(across * down, i -> {
            int left = i % across * width;
            int top = i / across * height;
            byte[] chunk = chunk(values, (int) region.dimension(0), (int) region.dimension(1), left, top);
            Path file = plane.resolve((region.min(1) + top) / height + "/" + (region.min(0) + left) / width);
            try (AtomicFile out = AtomicFile.create(file)) {
                out.write(ByteBuffer.wrap(BloscZstd.encode(chunk, type().bytes())));
                out.commit();
            }
        });
    }

    /**
     * Does all, whatever fails, and only then tells the failure of the lowest index: a parallel stream would throw while
     * others still write into a folder that its owner then cannot remove.
     */
    private static void inParallel(int count, IntConsumer write) {
        RuntimeException[] failures = new RuntimeException[count];
        IntStream.range(0, count).parallel().forEach(i -> {
            try {
                write.accept(i);
            } catch (RuntimeException e) {
                failures[i] = e;
            }
        });
        Arrays.stream(failures).filter(Objects::nonNull).findFirst().ifPresent(first -> {
            throw first;
        });
    }

    /** A whole chunk; beyond the edge of the image it is 0. */
    private byte[] chunk(float[] values, int width, int height, int left, int top) {
        ByteBuffer bytes = ByteBuffer.allocate(shape.chunkWidth() * shape.chunkHeight() * type().bytes())
                .order(ByteOrder.LITTLE_ENDIAN);
        int columns = Math.min(shape.chunkWidth(), width - left);
        int rows = Math.min(shape.chunkHeight(), height - top);
        for (int y = 0; y < rows; y++) {
            bytes.position(y * shape.chunkWidth() * type().bytes());
            encoder.put(bytes, values, (top + y) * width + left, columns);
        }
        return bytes.array();
    }

    private void requireWholeChunks(Interval region) {
        if (region.numDimensions() != 2
                || !isWhole(region, 0, shape.chunkWidth(), shape.width())
                || !isWhole(region, 1, shape.chunkHeight(), shape.height())) {
            throw new IllegalArgumentException("a block must be made of whole chunks of " + shape.chunkWidth() + " x "
                    + shape.chunkHeight() + " pixels, as two writers of one chunk would undo each other's work");
        }
    }

    private static boolean isWhole(Interval region, int axis, int chunk, int size) {
        long end = region.max(axis) + 1;
        return region.min(axis) >= 0
                && region.min(axis) % chunk == 0
                && end > region.min(axis)
                && (end % chunk == 0 || end == size)
                && end <= size;
    }

    static void makeFolder(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw FormatsException.writing(folder, e);
        }
    }
}
