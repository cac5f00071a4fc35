package io.github.imagejdiffusion.segdiff.objects;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** A lamp that flickers dims all objects of a plane: that parts none of them. */
class DarkPlaneTest {

    private static final int SLICES = 9;
    private static final int DARK = 4;

    /** Objects of two pixels, each in one place in all slices, of brightness 10 but in the dark plane. */
    private static LinkSummary linked(double... inDarkPlane) {
        int[] labels = new int[3 * inDarkPlane.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = i % 3 == 2 ? 0 : i / 3 + 1;
        }
        SliceLinker linker = new SliceLinker(SliceLinker.DEFAULT_MIN_OVERLAP);
        for (int z = 0; z < SLICES; z++) {
            double[] brightness = new double[inDarkPlane.length];
            for (int i = 0; i < brightness.length; i++) {
                brightness[i] = z == DARK ? inDarkPlane[i] : 10;
            }
            linker.plane(brightness);
            linker.rows(z < 2 ? null : labels, z < 1 ? null : labels, labels);
        }
        return linker.finish().summary();
    }

    @Test
    void noObjectIsPartedWhereAllAreDark() {
        LinkSummary summary = linked(7, 7, 7, 7, 7, 7);
        assertEquals(6, summary.volumes());
        assertEquals(0, summary.cut());
    }

    @Test
    void anObjectThatIsDarkerStillIsPartedThere() {
        assertEquals(1, linked(7, 7, 7, 7, 7, 4).cut());
    }

    @Test
    void whereMostAreBrightTheOthersAreParted() {
        assertEquals(2, linked(7, 7, 10, 10, 10, 10).cut());
    }

    @Test
    void fewObjectsTellNothingOfAPlane() {
        assertEquals(4, linked(7, 7, 7, 7).cut());
    }

    @Test
    void unknownBrightnessTellsNothing() {
        assertEquals(0, linked(7, 7, 7, 7, 7, Double.NaN).cut());
        assertEquals(4, linked(7, 7, 7, 7, Double.NaN, Double.NaN).cut());
    }
}
