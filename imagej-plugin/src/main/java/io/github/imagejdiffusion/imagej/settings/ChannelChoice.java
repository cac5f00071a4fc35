package io.github.imagejdiffusion.imagej.settings;

import io.github.imagejdiffusion.imagej.PluginException;
import io.github.imagejdiffusion.imagej.image.SourceImage;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Which channels go to a model. */
public final class ChannelChoice {

    private ChannelChoice() {}

    /**
     * From 0. Never guesses among several: a wrong channel gives plausible nonsense.
     *
     * @param chosen from 1
     * @param wanted how many the model takes
     * @param model its name
     * @throws PluginException if the image has other channels, or none was chosen
     */
    public static List<Integer> of(SourceImage source, OptionalInt chosen, int wanted, String model) {
        int there = source.channels();
        String title = "'" + source.axes().title() + "'";
        if (chosen.isPresent() && wanted == 1) {
            return List.of(existing(source, chosen.getAsInt()));
        }
        if (there != wanted) {
            String todo = wanted == 1
                    ? "choose one with channel=1 to " + there + (source.rgb() ? " (red, green, blue)" : "")
                    : "choose another model";
            throw new PluginException(title + " has " + counted(there, source) + ", but the model " + model + " takes "
                    + wanted + ": " + todo + ".");
        }
        return IntStream.range(0, wanted).boxed().toList();
    }

    /**
     * From 0, for models that take channels one by one: the chosen one, or each.
     *
     * @param chosen from 1
     * @throws PluginException if the image has no such channel
     */
    public static List<Integer> each(SourceImage source, OptionalInt chosen) {
        return chosen.isPresent()
                ? List.of(existing(source, chosen.getAsInt()))
                : IntStream.range(0, source.channels()).boxed().toList();
    }

    private static int existing(SourceImage source, int channel) {
        if (channel > source.channels()) {
            throw new PluginException("'" + source.axes().title() + "' has " + counted(source.channels(), source)
                    + ", so there is no channel " + channel + ".");
        }
        return channel - 1;
    }

    private static String counted(int there, SourceImage source) {
        return there + (source.rgb() ? " colour" : "") + " channel" + (there == 1 ? "" : "s");
    }
}
