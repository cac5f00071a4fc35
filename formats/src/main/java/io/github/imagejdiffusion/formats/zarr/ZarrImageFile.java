package io.github.imagejdiffusion.formats.zarr;

import io.github.imagejdiffusion.formats.FormatsException;
import io.github.imagejdiffusion.formats.ImageFile;
import io.github.imagejdiffusion.formats.PlaneBounds;
import io.github.imagejdiffusion.formats.Series;
import io.github.imagejdiffusion.formats.pixels.PlaneBuffer;
import io.github.imagejdiffusion.formats.zarr.Axis.Kind;
import io.github.imagejdiffusion.formats.zarr.ZarrImage.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.imglib2.Dimensions;
import net.imglib2.FinalDimensions;
import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

/** An opened OME-Zarr folder, each of its images at one of its resolutions. */
final class ZarrImageFile implements ImageFile {

    private final Handle handle;
    private final List<ZarrImage> images;
    private final List<Level> levels;

    private ZarrImageFile(Handle handle, List<ZarrImage> images, List<Level> levels) {
        this.handle = handle;
        this.images = images;
        this.levels = levels;
    }

    /** What all resolutions of a file share. */
    private static final class Handle {
        private final ZarrFolder folder;
        private final ChunkReader chunks;
        private boolean open = true;

        Handle(ZarrFolder folder) {
            this.folder = folder;
            this.chunks = new ChunkReader(folder);
        }
    }

    static ZarrImageFile open(Path path) {
        ZarrFolder folder = new ZarrFolder(path);
        List<ZarrImage> images = List.copyOf(new ImageGroups(folder).read());
        return new ZarrImageFile(
                new Handle(folder),
                images,
                images.stream().map(image -> image.levels().get(0)).toList());
    }

    @Override
    public Path path() {
        return handle.folder.path();
    }

    @Override
    public List<Path> stateFiles() {
        return handle.folder.metadata();
    }

    @Override
    public String formatName() {
        return ("OME-Zarr " + images.get(0).version()).strip();
    }

    @Override
    public List<Series> series() {
        return levels.stream().map(Level::series).toList();
    }

    @Override
    public List<Dimensions> levels(int series) {
        return images.get(series).levels().stream()
                .<Dimensions>map(level -> new FinalDimensions(
                        level.series().sizeX(), level.series().sizeY()))
                .toList();
    }

    @Override
    public ImageFile atLevel(int series, int level) {
        List<Level> all = images.get(series).levels();
        if (level < 0 || level >= all.size()) {
            return ImageFile.super.atLevel(series, level);
        }
        List<Level> chosen = new ArrayList<>(levels);
        chosen.set(series, all.get(level));
        return new ZarrImageFile(handle, images, List.copyOf(chosen));
    }

    @Override
    public Dimensions unit(int series, int c, int z, int t) {
        Level level = levels.get(series);
        Series s = level.series();
        PlaneBounds.check(s, c, z, t, new FinalInterval(s.sizeX(), s.sizeY()));
        return new FinalDimensions(
                level.array().chunkSize(level.axes().position(Kind.X)),
                level.array().chunkSize(level.axes().position(Kind.Y)));
    }

    @Override
    public RandomAccessibleInterval<? extends RealType<?>> region(int series, int c, int z, int t, Interval region) {
        Level level = levels.get(series);
        PlaneBounds.check(level.series(), c, z, t, region);
        if (!handle.open) {
            throw new FormatsException(path(), "was closed", "open it again");
        }
        PlaneBuffer pixels = PlaneBuffer.allocate(level.series().pixelType(), region, path());
        new RegionReader(handle.chunks, level).read(level.plane(c, z, t), region, pixels);
        return pixels.image();
    }

    @Override
    public void close() {
        handle.open = false;
        handle.chunks.forget();
    }
}
