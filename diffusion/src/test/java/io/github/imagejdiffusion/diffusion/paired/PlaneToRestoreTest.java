package io.github.imagejdiffusion.diffusion.paired;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.imagejdiffusion.diffusion.normalise.PercentileLimits;
import io.github.imagejdiffusion.diffusion.planes.PlaneAddress;
import net.imglib2.FinalInterval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import org.junit.jupiter.api.Test;

class PlaneToRestoreTest {

    private static final PercentileLimits LIMITS = new PercentileLimits(2, 9);

    private final Img<FloatType> image = ArrayImgs.floats(5, 3);

    @Test
    void anImageIsTheWholeOfTheFirstPlaneAndChannelUnlessToldOtherwise() {
        PlaneToRestore first = PlaneToRestore.of(image, LIMITS);
        assertEquals(new PlaneToRestore(image, LIMITS, new PlaneAddress(0, 0, 0), 0), first);
        PlaneAddress place = new PlaneAddress(7, 20, 30);
        assertEquals(
                new PlaneToRestore(image, LIMITS, place, 2), first.at(place).ofChannel(2));
        assertEquals(
                new PlaneToRestore(image, LIMITS, place, 2), first.ofChannel(2).at(place));
        assertSame(image, first.at(place).pixels());
    }

    @Test
    void sizesAreThoseOfThePixelsWhereverTheseBegin() {
        PlaneToRestore plane = PlaneToRestore.of(Views.translate(image, -4, 100), LIMITS);
        assertEquals(5, plane.width());
        assertEquals(3, plane.height());
    }

    @Test
    void whatIsNoPlaneIsRefused() {
        assertEquals(
                "a plane has 2 dimensions, but this has 3; give its planes one by one",
                refused(ArrayImgs.floats(4, 4, 2)));
        assertEquals(
                "a plane of 0 x 2 pixels has no pixels",
                refused(Views.interval(image, FinalInterval.createMinSize(0, 0, 0, 2))));
        PlaneToRestore plane = PlaneToRestore.of(image, LIMITS);
        assertThrows(IllegalArgumentException.class, () -> plane.ofChannel(-1));
        assertThrows(NullPointerException.class, () -> plane.at(null));
        assertThrows(NullPointerException.class, () -> PlaneToRestore.of(image, null));
    }

    private static String refused(RandomAccessibleInterval<FloatType> pixels) {
        return assertThrows(IllegalArgumentException.class, () -> PlaneToRestore.of(pixels, LIMITS))
                .getMessage();
    }
}
