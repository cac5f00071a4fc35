package io.github.imagejdiffusion.batch;

import io.github.imagejdiffusion.formats.Calibration;
import io.github.imagejdiffusion.formats.FileSignature;
import io.github.imagejdiffusion.formats.ImageFile;
import io.github.imagejdiffusion.formats.ImageFormat;
import io.github.imagejdiffusion.formats.PixelType;
import io.github.imagejdiffusion.formats.Series;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import net.imglib2.Dimensions;
import net.imglib2.FinalDimensions;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.RealType;
import net.imglib2.view.Views;

/**
 * A {@code .pyramid} file, whatever it holds, is one image "slide" of two levels, 80 x 80 pixels of 0.25 um and 40 x 40
 * of 0.5 um: a bright disc, as {@link SampleImages#disc} has it.
 */
public final class PyramidFormat implements ImageFormat {

    private static final int SIZE = 80;

    @Override
    public String name() {
        return "pyramid";
    }

    @Override
    public Set<String> extensions() {
        return Set.of("pyramid");
    }

    @Override
    public boolean claims(Path file) {
        return FileSignature.extension(file).equals("pyramid");
    }

    @Override
    public ImageFile open(Path file) {
        return new Opened(file, 0);
    }

    private record Opened(Path path, int level) implements ImageFile {

        @Override
        public String formatName() {
            return "pyramid";
        }

        @Override
        public String readerName() {
            return "test reader";
        }

        @Override
        public List<Series> series() {
            int size = SIZE >> level;
            Calibration calibration = Calibration.ofMicrometres(0.25 * (1 << level));
            return List.of(new Series("slide", size, size, 1, 1, 1, PixelType.FLOAT, false, calibration, List.of()));
        }

        @Override
        public List<Dimensions> levels(int series) {
            return List.of(new FinalDimensions(SIZE, SIZE), new FinalDimensions(SIZE / 2, SIZE / 2));
        }

        @Override
        public ImageFile atLevel(int series, int other) {
            return other < 0 || other > 1 ? ImageFile.super.atLevel(series, other) : new Opened(path, other);
        }

        @Override
        public RandomAccessibleInterval<? extends RealType<?>> region(
                int series, int c, int z, int t, Interval region) {
            var small = ArrayImgs.floats(SampleImages.disc(), SIZE / 2, SIZE / 2);
            if (level == 1) {
                return Views.interval(small, region);
            }
            float[] large = new float[SIZE * SIZE];
            var access = small.randomAccess();
            for (int i = 0; i < large.length; i++) {
                large[i] = access.setPositionAndGet(i % SIZE / 2, i / SIZE / 2).get();
            }
            return Views.interval(ArrayImgs.floats(large, SIZE, SIZE), region);
        }

        @Override
        public void close() {}
    }
}
