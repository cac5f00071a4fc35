package io.github.imagejdiffusion.imagej.restoration;

import ij.IJ;
import ij.ImagePlus;
import io.github.imagejdiffusion.imagej.image.ImageColours;
import io.github.imagejdiffusion.imagej.result.Luts;
import io.github.imagejdiffusion.imagej.result.ResultStack;
import io.github.imagejdiffusion.imagej.result.ResultWindows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The images of one restoration, not shown yet.
 *
 * @param image 32-bit, or in the kind of pixels of the source
 * @param spread 32-bit, in stored grey values of the source
 * @param error how far pixels may be from the truth, 32-bit, likewise
 * @param residual 32-bit, in units of the noise, on the grid of the source
 * @param summary what came out, in one line
 * @param notes what else a person must know, each one line
 */
public record RestorationResult(
        ImagePlus image,
        Optional<ImagePlus> spread,
        Optional<ImagePlus> error,
        Optional<ImagePlus> residual,
        String summary,
        List<String> notes) {

    /** In units of the noise, of which 99.7 % lies within three. */
    private static final double SHOWN_RESIDUAL = 3;

    /**
     * Makes images of planes.
     *
     * @param suffix of the title
     * @param done what has happened to the image
     * @param provenance image properties, to which what came out is added
     */
    public static RestorationResult of(
            RestoredPlanes planes, String suffix, String done, Map<String, String> provenance) {
        Map<String, String> properties = OutcomeProperties.of(planes, provenance);
        ResultStack fine = new ResultStack(planes.source().axes(), planes.chosen(), planes.factor(), properties);
        ResultStack coarse = new ResultStack(planes.source().axes(), planes.chosen(), properties);
        List<Integer> channels = planes.chosen().channels();
        return new RestorationResult(
                restored(fine, suffix, planes, planes.source().colours().of(channels)),
                planes.spread().map(list -> map(fine, "-spread", list, channels.size())),
                planes.error().map(list -> map(fine, "-error", list, channels.size())),
                planes.residual()
                        .map(list -> coarse.map(
                                "-residual",
                                list,
                                ImageColours.same(Luts.grey(), -SHOWN_RESIDUAL, SHOWN_RESIDUAL, channels.size()))),
                summary(planes, done),
                notes(planes));
    }

    private static ImagePlus restored(ResultStack fine, String suffix, RestoredPlanes planes, ImageColours colours) {
        return planes.areShownValues()
                ? fine.shownIntensities(
                        suffix, planes.restored(), planes.source().shownValues().of(colours))
                : fine.intensities(suffix, planes.restored(), colours);
    }

    private static ImagePlus map(ResultStack stack, String suffix, PlaneList list, int channels) {
        return stack.map(suffix, list, ImageColours.same(Luts.fire(), 0, list.highest(), channels));
    }

    private static String summary(RestoredPlanes planes, String done) {
        boolean sizeIsMissed = planes.factor() > 1 && !planes.source().axes().pixelSizeIsKnown();
        return done + ", " + planes.verdict() + (sizeIsMissed ? "; the pixel size is not known, and stays so" : "");
    }

    private static List<String> notes(RestoredPlanes planes) {
        String title = "'" + planes.source().axes().title() + "'";
        List<String> notes = new ArrayList<>();
        if (planes.lacksError()) {
            notes.add("There is no expected error of " + title
                    + ", as the noise could not be measured or structure hides it.");
        }
        if (planes.lacksResidual()) {
            notes.add("There is no residual of " + title + ", as the noise could not be measured.");
        }
        planes.checks().stream()
                .flatMap(check -> check.warnings().stream())
                .distinct()
                .forEach(notes::add);
        return notes;
    }

    /** Gives them to the person; the restored image becomes the active one. Notes go to ImageJ's log. */
    public void show() {
        notes.forEach(IJ::log);
        residual.ifPresent(ResultWindows::show);
        error.ifPresent(ResultWindows::show);
        spread.ifPresent(ResultWindows::show);
        ResultWindows.show(image);
        ResultWindows.activate(image);
    }
}
