package io.github.imagejdiffusion.batch;

import io.github.imagejdiffusion.formats.Calibration;
import io.github.imagejdiffusion.formats.FileSignature;
import io.github.imagejdiffusion.formats.ImageFile;
import io.github.imagejdiffusion.formats.ImageFormat;
import io.github.imagejdiffusion.formats.PixelType;
import io.github.imagejdiffusion.formats.Series;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.RealType;

/**
 * A reader with faults that no reader should have. Each line of a {@code .faulty} file is one image of 8 x 8 pixels, and
 * says what happens when its pixels are read: {@code fine}, {@code fault}, {@code memory}, or {@code growing}: a line
 * {@code fine} is added to the file.
 */
public final class FaultyFormat implements ImageFormat {

    private static final int SIZE = 8;

    @Override
    public String name() {
        return "faulty";
    }

    @Override
    public Set<String> extensions() {
        return Set.of("faulty");
    }

    @Override
    public int priority() {
        return 1;
    }

    @Override
    public boolean claims(Path file) {
        return FileSignature.extension(file).equals("faulty");
    }

    @Override
    public ImageFile open(Path file) {
        try {
            return new Opened(file, Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Opened(Path path, List<String> faults) implements ImageFile {

        @Override
        public String formatName() {
            return "faulty";
        }

        @Override
        public List<Series> series() {
            Series image = new Series("", SIZE, SIZE, 1, 1, 1, PixelType.FLOAT, false, Calibration.UNKNOWN, List.of());
            return faults.stream().map(fault -> image).toList();
        }

        @Override
        public RandomAccessibleInterval<? extends RealType<?>> region(
                int series, int c, int z, int t, Interval region) {
            return switch (faults.get(series)) {
                case "fine" -> ArrayImgs.floats(SIZE, SIZE);
                case "growing" -> grow(path);
                case "memory" -> throw new OutOfMemoryError("no room");
                default -> throw new IllegalStateException("line one\nline two");
            };
        }

        private static RandomAccessibleInterval<? extends RealType<?>> grow(Path path) {
            try {
                Files.writeString(path, "\nfine", StandardOpenOption.APPEND);
                return ArrayImgs.floats(SIZE, SIZE);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {}
    }
}
