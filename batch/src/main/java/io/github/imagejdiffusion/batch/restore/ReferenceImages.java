package io.github.imagejdiffusion.batch.restore;

import com.google.gson.JsonArray;
import io.github.imagejdiffusion.batch.UnsuitableImageException;
import io.github.imagejdiffusion.batch.options.PlaneOptions;
import io.github.imagejdiffusion.batch.run.InputRecord;
import io.github.imagejdiffusion.batch.run.SeriesTask;
import io.github.imagejdiffusion.diffusion.planes.PlaneSource;
import io.github.imagejdiffusion.formats.FormatsException;
import io.github.imagejdiffusion.formats.ImageFile;
import io.github.imagejdiffusion.formats.ImageFiles;
import io.github.imagejdiffusion.formats.Series;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Further images of the scene of an input, such as repeated exposures: which files, and what is taken of them. */
final class ReferenceImages {

    private final List<Path> files;
    private final PlaneOptions planes;

    /** @param planes of the input and so of these */
    ReferenceImages(List<Path> files, PlaneOptions planes) {
        this.files = List.copyOf(files);
        this.planes = planes;
    }

    static ReferenceImages none() {
        return new ReferenceImages(List.of(), new PlaneOptions());
    }

    int count() {
        return files.size();
    }

    /** What decides pixels, for each file as for an input. */
    JsonArray record(SeriesTask input) {
        JsonArray record = new JsonArray();
        try (Opened opened = open(input)) {
            opened.tasks.forEach(task -> record.add(InputRecord.input(task)));
        }
        return record;
    }

    /**
     * Opens all.
     *
     * @throws UnsuitableImageException if one does not fit the input, or is the input
     * @throws FormatsException if one cannot be read
     */
    Opened open(SeriesTask input) {
        Opened opened = new Opened();
        try {
            for (Path file : files) {
                requireOther(file, input.file().path());
                ImageFile image = ImageFiles.open(file);
                opened.images.add(image);
                opened.tasks.add(task(image, input));
            }
            return opened;
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private static void requireOther(Path file, Path input) {
        try {
            if (Files.isSameFile(file, input)) {
                throw new UnsuitableImageException(
                        "the image is followed anyway; leave out --reference " + file.getFileName());
            }
        } catch (IOException e) {
            throw FormatsException.reading(file, e);
        }
    }

    private SeriesTask task(ImageFile image, SeriesTask input) {
        String name = image.path().getFileName().toString();
        if (input.index() >= image.series().size()) {
            throw new UnsuitableImageException(
                    "reference " + name + " has " + image.series().size()
                            + " image(s), but the input is number " + (input.index() + 1)
                            + " of its file; choose another reference, or --series");
        }
        SeriesTask task = new SeriesTask(image, input.index(), input.channels(), planes);
        String its = shape(task.series());
        String inputs = shape(input.series());
        if (!its.equals(inputs)) {
            throw new UnsuitableImageException(
                    "reference " + name + " is " + its + ", the image " + inputs + "; crop or convert it to that");
        }
        return task;
    }

    /** All that must be equal. Pixels of other types may have other units. */
    private static String shape(Series series) {
        return series.sizeX() + " x " + series.sizeY() + " pixels of " + series.sizeC() + " channels, " + series.sizeZ()
                + " z planes and " + series.sizeT() + " time points, "
                + series.pixelType().name().toLowerCase(Locale.ROOT);
    }

    /** Open files, which closing this closes. */
    static final class Opened implements AutoCloseable {

        private final List<ImageFile> images = new ArrayList<>();
        private final List<SeriesTask> tasks = new ArrayList<>();

        List<PlaneSource> sources() {
            return tasks.stream().map(SeriesTask::planeSource).toList();
        }

        @Override
        public void close() {
            images.forEach(ImageFile::close);
        }
    }
}
