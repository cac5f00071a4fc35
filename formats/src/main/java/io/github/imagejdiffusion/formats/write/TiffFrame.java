package io.github.imagejdiffusion.formats.write;

import io.github.imagejdiffusion.formats.PixelType;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * Everything of a TIFF file but the pixels. The file is: header, all planes one after the other, all directories. As
 * the directories come last, what they say may be decided after the last pixel is written, and nothing need ever be
 * written over. Immutable.
 */
abstract class TiffFrame {

    private static final int NEW_SUBFILE_TYPE = 254;
    private static final int IMAGE_WIDTH = 256;
    private static final int IMAGE_LENGTH = 257;
    private static final int BITS_PER_SAMPLE = 258;
    private static final int COMPRESSION = 259;
    private static final int PHOTOMETRIC = 262;
    private static final int STRIP_OFFSETS = 273;
    private static final int SAMPLES_PER_PIXEL = 277;
    private static final int ROWS_PER_STRIP = 278;
    private static final int STRIP_BYTE_COUNTS = 279;
    private static final int TILE_WIDTH = 322;
    private static final int TILE_LENGTH = 323;
    private static final int TILE_OFFSETS = 324;
    private static final int TILE_BYTE_COUNTS = 325;
    private static final int SAMPLE_FORMAT = 339;

    private final StackLayout layout;
    private final TiffContainer container;
    private final PlaneGrid grid;

    TiffFrame(StackLayout layout, TiffContainer container, PlaneGrid grid) {
        this.layout = layout;
        this.container = container;
        this.grid = grid;
    }

    /** Adds what this kind of file says about a plane besides its pixels. */
    abstract void describe(DirectoryEncoder directory, int plane);

    final StackLayout layout() {
        return layout;
    }

    /** Bytes of the whole file. */
    final long bytes() {
        long more = layout.planes() > 1 ? (layout.planes() - 1) * directory(1).bytes() : 0;
        return directories() + directory(0).bytes() + more;
    }

    /** What comes before the first plane. It depends on nothing but sizes and pixel type. */
    final ByteBuffer head() {
        return container.header(directories());
    }

    /** Takes the bytes of all planes, row by row, and passes them on as they are in the file. */
    final Consumer<ByteBuffer> pixels(Consumer<ByteBuffer> sink) {
        return grid.tiled() ? new TileCutter(grid, sink) : sink;
    }

    /** What comes after the last plane, in pieces. */
    final void tail(Consumer<ByteBuffer> sink) {
        long at = directories();
        sink.accept(ByteBuffer.allocate((int) (at - pixels(layout.planes()))));
        for (int plane = 0; plane < layout.planes(); plane++) {
            DirectoryEncoder directory = directory(plane);
            long next = at + directory.bytes();
            sink.accept(directory.encode(at, plane == layout.planes() - 1 ? 0 : next));
            at = next;
        }
    }

    private long pixels(int plane) {
        return container.headerBytes() + plane * grid.planeBytes();
    }

    private long directories() {
        return DirectoryEncoder.aligned(pixels(layout.planes()));
    }

    private DirectoryEncoder directory(int plane) {
        DirectoryEncoder directory = new DirectoryEncoder(container);
        directory.longs(NEW_SUBFILE_TYPE, 0);
        directory.longs(IMAGE_WIDTH, layout.width());
        directory.longs(IMAGE_LENGTH, layout.height());
        directory.shorts(BITS_PER_SAMPLE, layout.type().bytes() * Byte.SIZE);
        directory.shorts(COMPRESSION, 1);
        directory.shorts(PHOTOMETRIC, 1);
        directory.shorts(SAMPLES_PER_PIXEL, 1);
        if (layout.type() == PixelType.FLOAT) {
            directory.shorts(SAMPLE_FORMAT, 3);
        }
        pieces(directory, pixels(plane));
        describe(directory, plane);
        return directory;
    }

    private void pieces(DirectoryEncoder directory, long start) {
        if (grid.tiled()) {
            directory.longs(TILE_WIDTH, grid.width());
            directory.longs(TILE_LENGTH, grid.height());
        } else {
            directory.longs(ROWS_PER_STRIP, grid.height());
        }
        long[] offsets = new long[grid.across() * grid.down()];
        long[] counts = new long[offsets.length];
        long at = start;
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = at;
            counts[i] = grid.pieceBytes(i / grid.across());
            at += counts[i];
        }
        directory.offsets(grid.tiled() ? TILE_OFFSETS : STRIP_OFFSETS, offsets);
        directory.offsets(grid.tiled() ? TILE_BYTE_COUNTS : STRIP_BYTE_COUNTS, counts);
    }
}
