package io.github.imagejdiffusion.batch.run;

import com.google.gson.JsonObject;
import io.github.imagejdiffusion.batch.options.PlaneOptions;
import io.github.imagejdiffusion.batch.outputs.OpenRecord;
import io.github.imagejdiffusion.batch.outputs.ResultFiles;
import io.github.imagejdiffusion.diffusion.progress.ProgressListener;
import io.github.imagejdiffusion.formats.Series;
import java.util.List;
import java.util.function.Consumer;

/** What a verb does with one image. */
public interface SeriesVerb {

    /**
     * The channels of an image that the verb works on, from 0.
     *
     * @throws io.github.imagejdiffusion.batch.UnsuitableImageException if the image has not what is asked for
     */
    List<Integer> channelsOf(Series image, PlaneOptions planes);

    /** Input, model and options: what decides the results. */
    JsonObject identity(SeriesTask task);

    /** Of disk, for the images alone; tables and outlines are small beside them. */
    long bytesNeeded(SeriesTask task);

    /**
     * Computes and writes the results, all but the record; where nothing has failed so far, calls {@link
     * OpenRecord#replaceOld} and gives the new ones their names.
     *
     * @param listener may throw CancellationException
     */
    Made make(SeriesTask task, ResultFiles files, OpenRecord open, ProgressListener listener);

    /**
     * Told before any work by what to say things that a user should know while it goes on. By default there are none.
     *
     * @param notices takes one line each
     */
    default void tellBy(Consumer<String> notices) {}

    /** For the last line, of all images together; empty if there is nothing to count. */
    String tally(long objects);

    /** Seconds spent in the network so far. */
    double networkSeconds();

    /**
     * What was made.
     *
     * @param record complete, see {@link OpenRecord#finish}
     * @param result in a few words
     * @param notes what the user should know besides
     * @param objects that were found; 0 where none are looked for
     */
    record Made(JsonObject record, String result, List<String> notes, long objects) {}
}
