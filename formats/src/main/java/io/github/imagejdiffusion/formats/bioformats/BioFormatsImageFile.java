package io.github.imagejdiffusion.formats.bioformats;

import io.github.imagejdiffusion.formats.ImageFile;
import io.github.imagejdiffusion.formats.PlaneBounds;
import io.github.imagejdiffusion.formats.Series;
import io.github.imagejdiffusion.formats.pixels.PlaneBuffer;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.imglib2.Dimensions;
import net.imglib2.FinalDimensions;
import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

/** An opened file, read by Bio-Formats. */
final class BioFormatsImageFile implements ImageFile {

    /** A file without tiles is often decoded from the top each time: not too many times for one plane. */
    private static final long LEAST_UNIT = 1 << 23;

    private final PixelSource source;
    private final List<List<StoredImage>> images;
    private final List<Integer> chosen;
    private final List<Series> series;

    /** @param chosen resolution of each image */
    private BioFormatsImageFile(PixelSource source, List<List<StoredImage>> images, List<Integer> chosen) {
        this.source = source;
        this.images = images;
        this.chosen = chosen;
        List<Series> all = new ArrayList<>();
        for (int i = 0; i < images.size(); i++) {
            all.add(images.get(i).get(chosen.get(i)).series());
        }
        this.series = List.copyOf(all);
    }

    static BioFormatsImageFile open(Path file, BioFormatsApi api) {
        BioFormatsReader reader = BioFormatsReader.open(file, api);
        try {
            List<List<StoredImage>> images = StoredImages.of(reader);
            return new BioFormatsImageFile(
                    new PixelSource(reader),
                    images,
                    images.stream().map(levels -> 0).toList());
        } catch (RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    @Override
    public Path path() {
        return source.reader().file();
    }

    @Override
    public String formatName() {
        return source.reader().formatName();
    }

    @Override
    public String readerName() {
        return source.reader().libraryName();
    }

    @Override
    public List<Series> series() {
        return series;
    }

    @Override
    public RandomAccessibleInterval<? extends RealType<?>> region(int index, int c, int z, int t, Interval region) {
        PlaneBounds.check(series.get(index), c, z, t, region);
        StoredImage image = image(index);
        PlaneBuffer buffer = PlaneBuffer.allocate(image.type(), region, path());
        ReadBlock block = ReadBlock.of(region, image.tile(), image.pixelBytes());
        for (long y = region.min(1); y <= region.max(1); y = block.endY(y)) {
            for (long x = region.min(0); x <= region.max(0); x = block.endX(x)) {
                Interval part = new FinalInterval(new long[] {x, y}, new long[] {
                    Math.min(block.endX(x) - 1, region.max(0)), Math.min(block.endY(y) - 1, region.max(1))
                });
                ByteBuffer bytes =
                        source.read(new PixelSource.Part(image, index, chosen.get(index), image.group(c), z, t, part));
                copy(image, image.sample(c), bytes, part, buffer, region);
            }
        }
        if (image.palette() != null) {
            int[] table = image.palette()[c];
            buffer.map(value -> table[Math.min(value, table.length - 1)]);
        }
        return buffer.image();
    }

    private static void copy(
            StoredImage image, int sample, ByteBuffer bytes, Interval part, PlaneBuffer to, Interval region) {
        int width = (int) part.dimension(0);
        int height = (int) part.dimension(1);
        int stride = image.interleaved() ? image.samples() : 1;
        int first = image.interleaved() ? sample : sample * width * height;
        int toX = (int) (part.min(0) - region.min(0));
        int toY = (int) (part.min(1) - region.min(1));
        for (int y = 0; y < height; y++) {
            to.putRow(toX, toY + y, width, bytes, first + y * width * stride, stride);
        }
    }

    @Override
    public Dimensions unit(int index, int c, int z, int t) {
        Series s = series.get(index);
        PlaneBounds.check(s, c, z, t, new FinalInterval(s.sizeX(), s.sizeY()));
        Dimensions tile = image(index).tile();
        if (tile.dimension(0) < s.sizeX()) {
            return tile;
        }
        long rows = Math.max(1, LEAST_UNIT / s.sizeX() / tile.dimension(1)) * tile.dimension(1);
        return new FinalDimensions(s.sizeX(), Math.min(s.sizeY(), rows));
    }

    @Override
    public List<Dimensions> levels(int index) {
        return images.get(index).stream()
                .map(StoredImage::series)
                .<Dimensions>map(s -> new FinalDimensions(s.sizeX(), s.sizeY()))
                .toList();
    }

    @Override
    public ImageFile atLevel(int index, int level) {
        if (level < 0 || level >= images.get(index).size()) {
            return ImageFile.super.atLevel(index, level);
        }
        List<Integer> other = new ArrayList<>(chosen);
        other.set(index, level);
        return new BioFormatsImageFile(source, images, List.copyOf(other));
    }

    private StoredImage image(int index) {
        return images.get(index).get(chosen.get(index));
    }

    @Override
    public void close() {
        source.close();
    }
}
