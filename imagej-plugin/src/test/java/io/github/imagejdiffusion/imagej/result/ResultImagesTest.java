package io.github.imagejdiffusion.imagej.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import io.github.imagejdiffusion.diffusion.planes.PlaneRange;
import io.github.imagejdiffusion.imagej.PluginException;
import io.github.imagejdiffusion.imagej.image.SourceImage;
import io.github.imagejdiffusion.imagej.settings.ChosenPlanes;
import io.github.imagejdiffusion.segdiff.SegmentationSink;
import io.github.imagejdiffusion.segdiff.objects.ObjectIds;
import java.awt.Rectangle;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Label images of very many objects. */
class ResultImagesTest {

    private static final int WIDTH = 300;
    private static final int HEIGHT = 260;

    @ParameterizedTest
    @CsvSource({"0, 16", "65535, 16", "65536, 32", "70000, 32"})
    void aLabelImageHasRoomForItsLabels(int objects, int bits) {
        PlaneResults planes = planes();
        SegmentationSink sink = planes.nextPlane();
        int[] labels = new int[WIDTH * HEIGHT];
        for (int i = 0; i < objects; i++) {
            labels[i + 5] = i + 1;
        }
        sink.labels(labels);
        ImagePlus image = make(planes, ObjectIds.counted(List.of(objects)));
        assertEquals(bits, image.getBitDepth());
        assertEquals(0, image.getDisplayRangeMin());
        assertEquals(Math.max(1, objects), image.getDisplayRangeMax());
        assertEquals(0, image.getProcessor().getf(4));
        for (int i = 0; i < objects; i++) {
            assertEquals(i + 1, image.getProcessor().getf(i + 5));
        }
        assertEquals(0, image.getProcessor().getLut().getRGB(0) & 0xffffff);
    }

    @Test
    void moreObjectsThanAFloatCountsAreRefused() {
        PlaneResults planes = planes();
        planes.nextPlane().labels(new int[WIDTH * HEIGHT]);
        PluginException e =
                assertThrows(PluginException.class, () -> make(planes, ObjectIds.counted(List.of((1 << 24) + 1))));
        assertTrue(e.getMessage().startsWith("16777217 objects are more than one label image can tell apart"));
    }

    @ParameterizedTest
    @CsvSource({
        "cells.tif, cells-labels",
        "Day 1.2, Day 1.2-labels",
        "0.5 uM drug, 0.5 uM drug-labels",
        "well.A1, well-labels",
        ".tif, .tif-labels",
        "cells.nd2 - field 3, cells.nd2 - field 3-labels",
    })
    void theTitleLosesTheEndingOfAFileAndNothingElse(String title, String expected) {
        PlaneResults planes = planes();
        planes.nextPlane().labels(new int[WIDTH * HEIGHT]);
        assertEquals(
                expected, make(title, planes, ObjectIds.counted(List.of(0))).getTitle());
    }

    private static PlaneResults planes() {
        return new PlaneResults(
                WIDTH,
                HEIGHT,
                new Rectangle(WIDTH, HEIGHT),
                new PlaneResults.Wanted(false, false, false, false),
                DoubleUnaryOperator.identity());
    }

    private static ImagePlus make(PlaneResults planes, ObjectIds ids) {
        return make("many", planes, ids);
    }

    private static ImagePlus make(String title, PlaneResults planes, ObjectIds ids) {
        ImagePlus source = IJ.createImage(title, "8-bit black", WIDTH, HEIGHT, 1);
        PlaneRange one = new PlaneRange(1, 1);
        return ResultImages.make(
                        SourceImage.of(source).axes(),
                        new ChosenPlanes(List.of(0), one, one),
                        planes,
                        ids,
                        false,
                        Map.of())
                .labels();
    }
}
