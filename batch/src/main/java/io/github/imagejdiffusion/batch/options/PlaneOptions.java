package io.github.imagejdiffusion.batch.options;

import io.github.imagejdiffusion.batch.UnsuitableImageException;
import io.github.imagejdiffusion.batch.UsageException;
import io.github.imagejdiffusion.diffusion.planes.PlaneRange;
import io.github.imagejdiffusion.formats.Calibration;
import io.github.imagejdiffusion.formats.ImageFile;
import io.github.imagejdiffusion.formats.Series;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import picocli.CommandLine.Option;

/** Which images, channels and planes of a file, and how large a pixel is. */
public final class PlaneOptions {

    /** In micrometres. What is smaller than a picometre or larger than a metre is a slip, and areas in it no numbers. */
    private static final double SMALLEST_PIXEL = 1e-6;

    private static final double LARGEST_PIXEL = 1e6;

    @Option(names = "--series", paramLabel = "N", description = "image of a multi-image file, from 1 (default: all)")
    private Integer series;

    @Option(
            names = "--level",
            paramLabel = "N",
            description = "resolution of a pyramid, 0 is full size; results have the pixels of the level (default: 0)")
    private int level;

    @Option(
            names = "--channel",
            paramLabel = "N",
            description = "channel, from 1 (default: all; restore and superres do each on its own; needed by superres"
                    + " for RGB, by segment where the model takes one of several)")
    private Integer channel;

    @Option(
            names = "--z",
            paramLabel = "A-B",
            converter = PlaneRangeConverter.class,
            description = "z planes, from 1 (default: all)")
    private PlaneRange z;

    @Option(
            names = "--t",
            paramLabel = "A-B",
            converter = PlaneRangeConverter.class,
            description = "time points, from 1 (default: all)")
    private PlaneRange t;

    @Option(
            names = "--pixel-size",
            paramLabel = "UM",
            description = "width of a pixel in micrometres, of the --level (default: as in the file)")
    private Double pixelSize;

    /** Finds problems that need no file. @throws UsageException naming the option */
    public void check() {
        if (series != null && series < 1) {
            throw new UsageException("--series counts from 1, but is " + series);
        }
        if (level < 0) {
            throw new UsageException("--level counts from 0 (full size), but is " + level);
        }
        if (channel != null && channel < 1) {
            throw new UsageException("--channel counts from 1, but is " + channel);
        }
        if (pixelSize != null && !(pixelSize >= SMALLEST_PIXEL && pixelSize <= LARGEST_PIXEL)) {
            throw new UsageException("--pixel-size must be a positive number in micrometres, from 1e-6 (a picometre) to"
                    + " 1e6 (a metre), but is " + pixelSize);
        }
    }

    /**
     * The images of a file that were asked for, from 0.
     *
     * @throws UnsuitableImageException if there is none of that number
     */
    public List<Integer> seriesOf(ImageFile file) {
        int count = file.series().size();
        if (series == null) {
            return IntStream.range(0, count).boxed().toList();
        }
        if (series > count) {
            throw new UnsuitableImageException(
                    "has " + counted(count, "image") + ", so there is no --series " + series);
        }
        return List.of(series - 1);
    }

    /**
     * A file with one of its images at the resolution that was asked for.
     *
     * @param index of the image, from 0
     * @throws io.github.imagejdiffusion.formats.FormatsException if the image has no such level
     */
    public ImageFile atLevel(ImageFile file, int index) {
        return file.atLevel(index, level);
    }

    /** From 0, full size. */
    public int level() {
        return level;
    }

    /**
     * The channels that go to a model, from 0. Never guesses among several: a wrong channel gives plausible nonsense.
     *
     * @param wanted how many the model takes
     * @param model its name, for messages
     * @throws UnsuitableImageException if the image has another number of channels and none was chosen
     */
    public List<Integer> channelsOf(Series image, int wanted, String model) {
        if (channel != null) {
            return List.of(chosenChannel(image, wanted, model));
        }
        if (image.sizeC() != wanted) {
            String names = image.channelNames().isEmpty() ? "" : " " + image.channelNames();
            throw new UnsuitableImageException(
                    "has " + counted(image.sizeC(), image.rgb() ? "colour channel" : "channel")
                            + names + ", but model " + model + " takes " + wanted + "; "
                            + (wanted == 1 ? "choose with --channel 1.." + image.sizeC() : "choose another model"));
        }
        return IntStream.range(0, wanted).boxed().toList();
    }

    /**
     * The channels that are worked on one by one, from 0: the chosen one, or all.
     *
     * @throws UnsuitableImageException if there is none of that number
     */
    public List<Integer> eachChannelOf(Series image) {
        return channel == null
                ? IntStream.range(0, image.sizeC()).boxed().toList()
                : List.of(chosenChannel(image, 1, ""));
    }

    private int chosenChannel(Series image, int wanted, String model) {
        if (wanted != 1) {
            throw new UnsuitableImageException(
                    "cannot be reduced to one --channel: model " + model + " takes " + wanted + " channels");
        }
        if (channel > image.sizeC()) {
            throw new UnsuitableImageException(
                    "has " + counted(image.sizeC(), "channel") + ", so there is no --channel " + channel);
        }
        return channel - 1;
    }

    /** @throws UnsuitableImageException if the image has fewer z planes than asked for */
    public PlaneRange zOf(Series image) {
        return within(z, image.sizeZ(), "--z", "z plane");
    }

    /** @throws UnsuitableImageException if the image has fewer time points than asked for */
    public PlaneRange tOf(Series image) {
        return within(t, image.sizeT(), "--t", "time point");
    }

    /** As in the file, or as the user said. */
    public Calibration calibrationOf(Series image) {
        Calibration stated = image.calibration();
        if (pixelSize == null) {
            return stated;
        }
        OptionalDouble size = OptionalDouble.of(pixelSize);
        return new Calibration(size, size, stated.pixelDepth(), stated.frameInterval(), "micron");
    }

    private static PlaneRange within(PlaneRange range, int size, String option, String element) {
        if (range == null) {
            return PlaneRange.all(size);
        }
        if (range.last() > size) {
            throw new UnsuitableImageException(
                    "has " + counted(size, element) + ", but " + option + " asks for " + range);
        }
        return range;
    }

    private static String counted(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
