package io.github.imagejdiffusion.diffusion.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a restoration is told from the truth, spoilt. */
class ResidualTracesTest {

    private static final int SIDE = 256;
    private static final float[] TRUTH = SimulatedCamera.discs(SIDE, SIDE, 20, 200);

    @ParameterizedTest
    @ValueSource(doubles = {1, 3, 10})
    void theTruthHasNone(double gain) {
        ResidualSummary summary = compare(TRUTH, gain);
        assertEquals("consistent with the data", summary.verdict());
        ResidualTraces traces = summary.traces().orElseThrow();
        assertEquals(0, traces.shiftX().value(), 4 * traces.shiftX().error());
        assertEquals(0, traces.shiftY().value(), 4 * traces.shiftY().error());
        assertEquals(0, traces.sharpness().value(), 4 * traces.sharpness().error());
        assertEquals(0, traces.brightness().value(), 4 * traces.brightness().error());
        assertEquals(0, traces.correlation(), 0.02);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1})
    void shiftsAreMeasured(int shift) {
        ResidualSummary right = compare(moved(shift, 0), 3);
        assertEquals(shift, right.traces().orElseThrow().shiftX().value(), 0.2);
        assertTold(right, "it lies 1.0 pixels " + (shift > 0 ? "right of" : "left of") + " the image");
        ResidualSummary down = compare(moved(0, shift), 3);
        assertEquals(shift, down.traces().orElseThrow().shiftY().value(), 0.2);
        assertTold(down, "it lies 1.0 pixels " + (shift > 0 ? "below" : "above") + " the image");
    }

    @Test
    void aShareOfBrightnessIsMeasured() {
        float[] brighter = TRUTH.clone();
        float[] darker = TRUTH.clone();
        for (int i = 0; i < brighter.length; i++) {
            brighter[i] *= 1.03f;
            darker[i] *= 0.97f;
        }
        assertTold(compare(brighter, 1), "it is 3.0 % brighter than the image");
        assertTold(compare(darker, 1), "it is 3.0 % darker than the image");
    }

    @Test
    void blurAndSharpnessAreToldApart() {
        float[] blurred = TRUTH;
        for (int round = 0; round < 8; round++) {
            blurred = smoothed(blurred);
        }
        assertTold(compare(blurred, 3), "it is more blurred than the image");
        float[] soft = smoothed(TRUTH);
        float[] sharp = new float[soft.length];
        for (int i = 0; i < sharp.length; i++) {
            sharp[i] = 5 * TRUTH[i] - 4 * soft[i];
        }
        assertTold(compare(sharp, 1), "it is sharper than the image");
    }

    /** By powers of two, which round nothing: the same image in other units is judged alike, up to the ends of float. */
    @ParameterizedTest
    @ValueSource(ints = {-120, 121})
    void unitsDoNotMatter(int exponent) {
        float[] predicted = new float[TRUTH.length];
        float[] measured = new SimulatedCamera(1, 9, 0).expose(new float[TRUTH.length], SIDE, 2);
        for (int i = 0; i < predicted.length; i++) {
            predicted[i] = TRUTH[i] - 110;
            measured[i] += predicted[i];
        }
        ResidualSummary usual = compareFlat(predicted, measured, 0);
        ResidualSummary inUnits = compareFlat(predicted, measured, exponent);
        assertEquals("consistent with the data", inUnits.verdict());
        assertEquals(usual.record(), inUnits.record());
    }

    /** The difference of two floats need not be one, nor the quotient of that and the noise. */
    @Test
    void aPixelThatIsFarOffLeavesNumbers() {
        float[] measured = new SimulatedCamera(1, 9, 0).expose(TRUTH, SIDE, 2);
        float[] predicted = TRUTH.clone();
        measured[SIDE * 40 + 30] = -3e38f;
        predicted[SIDE * 40 + 30] = 3e38f;
        Residual residual = Residual.ofDenoised(noiseOf(1e-6), SIDE, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY);
        for (float v : residual.add(predicted, measured)) {
            assertTrue(Float.isFinite(v));
        }
        residual.summary().record().forEach((name, value) -> {
            if (value instanceof Double number) {
                assertTrue(Double.isFinite(number), name);
            }
        });
        String verdict = residual.summary().verdict();
        assertTrue(verdict.matches("not consistent with the data: \\d\\.\\de\\+\\d+ times as much .*"), verdict);
    }

    private static ResidualSummary compareFlat(float[] predicted, float[] measured, int exponent) {
        Residual residual = Residual.ofDenoised(
                noiseOf(Math.scalb(9, exponent)), SIDE, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY);
        residual.add(scaled(predicted, exponent), scaled(measured, exponent));
        return residual.summary();
    }

    private static float[] scaled(float[] values, int exponent) {
        float[] scaled = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            scaled[i] = Math.scalb(values[i], exponent);
        }
        return scaled;
    }

    private static NoiseModel noiseOf(double sigma) {
        return new NoiseModel(0, sigma * sigma, sigma * sigma, 0, 0, 100, 1);
    }

    @Test
    void withoutStructureNothingIsSaidOfShiftAndSharpness() {
        float[] flat = new float[SIDE * SIDE];
        Arrays.fill(flat, 100);
        Residual residual = Residual.ofDenoised(noise(3), SIDE, -1000, 1000);
        residual.add(flat, new SimulatedCamera(3, 1, 0).expose(flat, SIDE, 1));
        ResidualTraces traces = residual.summary().traces().orElseThrow();
        assertEquals(Double.POSITIVE_INFINITY, traces.shiftX().error());
        assertEquals(Double.POSITIVE_INFINITY, traces.sharpness().error());
        assertFalse(residual.summary().record().containsKey("shift_x"));
        assertEquals("consistent with the data", residual.summary().verdict());
    }

    @Test
    void regionsThatStandOutAreNamed() {
        assertTold(compare(spot(100), 3), "at x 96, y 48 it has structure that the image has not");
        assertTold(compare(spot(-15), 3), "at x 96, y 48 it lacks structure of the image");
    }

    @Test
    void aRegionOfALaterPlaneIsNamedWithIt() {
        Residual residual = Residual.ofDenoised(noise(3), SIDE, -1000, 1000);
        float[] image = new SimulatedCamera(3, 1, 0).expose(TRUTH, SIDE, 1);
        residual.beginPlane();
        residual.add(TRUTH, image);
        residual.beginPlane();
        residual.add(spot(100), image);
        assertTold(residual.summary(), "at x 96, y 48 of plane 2 it has structure");
    }

    @Test
    void roughRegionsAreNamed() {
        float[] flat = new float[SIDE * SIDE];
        Arrays.fill(flat, 100);
        float[] rough = flat.clone();
        for (int y = 48; y < 64; y++) {
            for (int x = 96; x < 112; x++) {
                rough[y * SIDE + x] += (x + y) % 2 == 0 ? 40 : -40;
            }
        }
        Residual residual = Residual.ofDenoised(noise(3), SIDE, -1000, 1000);
        residual.add(rough, new SimulatedCamera(3, 1, 0).expose(flat, SIDE, 1));
        assertTold(residual.summary(), "at x 96, y 48 it departs from the image by more than noise");
    }

    @Test
    void aHotPixelIsNoStructure() {
        float[] image = new SimulatedCamera(1, 1, 0).expose(TRUTH, SIDE, 1);
        image[100 * SIDE + 100] += 4000;
        Residual residual = Residual.ofDenoised(noise(1), SIDE, -1000, 10_000);
        residual.beginPlane();
        residual.add(TRUTH, image);
        ResidualTraces traces = residual.summary().traces().orElseThrow();
        assertTrue(traces.darkest().offset() > -6, traces.toString());
        assertTrue(traces.roughest().strength() < 4, traces.toString());
    }

    @Test
    void roundingIsNoStructure() {
        float[] rounded = new float[SIDE * SIDE];
        float[] exact = new float[SIDE * SIDE];
        Arrays.fill(rounded, 3);
        Arrays.fill(exact, 3.4f);
        Residual residual = Residual.ofDenoised(new NoiseModel(0, 0.1, 0.1, 0, 0, 100, 1), SIDE, -1000, 1000);
        residual.add(exact, rounded);
        ResidualTraces traces = residual.summary().traces().orElseThrow();
        assertTrue(traces.brightest().offset() > 6, traces.toString());
        assertFalse(residual.summary().verdict().contains("structure that the image has not"));
    }

    @Test
    void whereRowsAreCutDoesNotMatter() {
        float[] image = new SimulatedCamera(3, 1, 0).expose(TRUTH, SIDE, 1);
        Residual parts = Residual.ofDenoised(noise(3), SIDE, -1000, 1000);
        parts.beginPlane();
        for (int row = 0; row < SIDE; row += 5) {
            int end = Math.min(SIDE, row + 5) * SIDE;
            parts.add(Arrays.copyOfRange(TRUTH, row * SIDE, end), Arrays.copyOfRange(image, row * SIDE, end));
        }
        assertEquals(compare(TRUTH, 3).traces(), parts.summary().traces());
    }

    @Test
    void tracesAreInTheRecordOnlyIfLookedFor() {
        ResidualSummary with = compare(TRUTH, 3);
        assertTrue(with.record().keySet().containsAll(List.of("shift_x", "brightness", "darkest_region")));
        Residual without = new Residual(noise(3), SIDE, -1000, 1000);
        without.add(moved(1, 0), new SimulatedCamera(3, 1, 0).expose(TRUTH, SIDE, 1));
        assertFalse(without.summary().record().containsKey("shift_x"));
        assertFalse(
                without.summary().verdict().contains("it lies"),
                without.summary().verdict());
    }

    private static void assertTold(ResidualSummary summary, String objection) {
        assertTrue(summary.verdict().startsWith("not consistent with the data: "), summary.verdict());
        assertTrue(summary.verdict().contains(objection), summary.verdict());
        assertFalse(summary.isConsistent());
    }

    private static ResidualSummary compare(float[] restored, double gain) {
        Residual residual = Residual.ofDenoised(noise(gain), SIDE, -1000, 1000);
        residual.beginPlane();
        residual.add(restored, new SimulatedCamera(gain, 1, 0).expose(TRUTH, SIDE, 1));
        return residual.summary();
    }

    private static NoiseModel noise(double gain) {
        return new NoiseModel(gain, 1, 1, 0, 0, 256, 1);
    }

    private static float[] moved(int right, int down) {
        float[] out = new float[TRUTH.length];
        for (int i = 0; i < out.length; i++) {
            int x = Math.min(SIDE - 1, Math.max(0, i % SIDE - right));
            int y = Math.min(SIDE - 1, Math.max(0, i / SIDE - down));
            out[i] = TRUTH[y * SIDE + x];
        }
        return out;
    }

    /** By about 1.15 pixels. */
    private static float[] smoothed(float[] values) {
        float[] out = new float[values.length];
        for (int i = 0; i < out.length; i++) {
            for (int k = 0; k < 9; k++) {
                int x = Math.min(SIDE - 1, Math.max(0, i % SIDE + k % 3 - 1));
                int y = Math.min(SIDE - 1, Math.max(0, i / SIDE + k / 3 - 1));
                out[i] += values[y * SIDE + x] / 9;
            }
        }
        return out;
    }

    private static float[] spot(float height) {
        float[] out = TRUTH.clone();
        for (int y = 50; y < 62; y++) {
            for (int x = 98; x < 110; x++) {
                out[y * SIDE + x] += height;
            }
        }
        return out;
    }
}
