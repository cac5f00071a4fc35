package io.github.imagejdiffusion.diffusion.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoiseEstimatorTest {

    private static final int SIZE = 384;

    @ParameterizedTest
    @CsvSource({
        "1,0,0",
        "1,2,0.15",
        "1,5,0.3",
        "3,0,0.3",
        "3,2,0",
        "3,5,0.15",
        "10,0,0.15",
        "10,2,0.3",
        "10,5,0",
        "30,0,0",
        "30,2,0.15",
        "30,5,0.3"
    })
    void eightBits(double gain, double read, double correlation) {
        float[] scene = SimulatedCamera.discs(SIZE, SIZE, 10, 150);
        float[] image = SimulatedCamera.asBytes(new SimulatedCamera(gain, read, correlation).expose(scene, SIZE, 7));
        NoiseModel found = estimate(image, SIZE).orElseThrow();
        // Zero and saturation cut noise off: less is there than the camera made.
        assertEquals(gain, found.gain(), 0.2 * gain);
        assertEquals(correlation, found.correlationX(), 0.06);
        assertEquals(correlation / 2, found.correlationY(), 0.06);
        assertEquals(1, found.sigma(80) / Math.sqrt(gain * 80 + read * read), 0.12);
    }

    @ParameterizedTest
    @CsvSource({"1,0,0.3", "1,5,0", "3,2,0.15", "10,0,0", "10,5,0.3", "30,2,0", "30,5,0.15", "30,0,0.3"})
    void sixteenBits(double gain, double read, double correlation) {
        float[] scene = SimulatedCamera.discs(SIZE, SIZE, 300, 6000);
        NoiseModel found = estimate(new SimulatedCamera(gain, read, correlation).expose(scene, SIZE, 7), SIZE)
                .orElseThrow();
        assertEquals(gain, found.gain(), 0.12 * gain);
        assertEquals(correlation, found.correlationX(), 0.05);
        assertEquals(correlation / 2, found.correlationY(), 0.05);
        assertEquals(1, found.sigma(1500) / Math.sqrt(gain * 1500 + read * read), 0.06);
    }

    @ParameterizedTest
    @ValueSource(doubles = {4, 8, 12})
    void readNoiseOfADimImage(double read) {
        float[] scene = SimulatedCamera.discs(SIZE, SIZE, 0, 100);
        NoiseModel found = estimate(new SimulatedCamera(1, read, 0).expose(scene, SIZE, 3), SIZE)
                .orElseThrow();
        assertEquals(read, found.readNoise().orElseThrow(), 0.1 * read);
    }

    @Test
    void aBlackLevelHidesTheReadNoise() {
        float[] scene = SimulatedCamera.discs(SIZE, SIZE, 20, 600);
        float[] image = new SimulatedCamera(10, 2, 0).expose(scene, SIZE, 3);
        for (int i = 0; i < image.length; i++) {
            image[i] += 100;
        }
        NoiseModel found = estimate(image, SIZE).orElseThrow();
        assertEquals(10, found.gain(), 1.5);
        assertTrue(found.readNoise().isEmpty(), found.toString());
        assertFalse(found.record().containsKey("read_noise"));
        assertEquals(1, found.sigma(400) / Math.sqrt(10 * 300 + 4), 0.1);
        assertTrue(found.variance(0) > 0, "never below what was measured");
    }

    @Test
    void oneIntensityDoesNotTellTheGain() {
        float[] scene = new float[SIZE * SIZE];
        Arrays.fill(scene, 100);
        NoiseModel found = estimate(new SimulatedCamera(4, 0, 0).expose(scene, SIZE, 3), SIZE)
                .orElseThrow();
        assertEquals(0, found.gain());
        assertEquals(20, found.sigma(100), 1);
    }

    @ParameterizedTest
    @CsvSource({"0.2,3,1", "0.2,20,1", "0.3,8,1", "0.5,3,1", "0.3,8,12"})
    void mostPixelsOfADetectorThatCountsMayHaveCountedNothing(float ground, float brightest, float perCount) {
        float[] scene = SimulatedCamera.discs(SIZE, SIZE, ground, brightest);
        float[] image = counted(scene, perCount);
        NoiseModel found = estimate(image, SIZE).orElseThrow();
        assertEquals(perCount, found.gain(), 0.25 * perCount);
        assertEquals(
                ground * perCount * perCount, found.variance(ground * perCount), 0.25 * ground * perCount * perCount);
    }

    private static float[] counted(float[] scene, float perCount) {
        Random random = new Random(5);
        float[] image = new float[scene.length];
        for (int i = 0; i < image.length; i++) {
            // Knuth's: the number of exponential waits within the exposure
            for (double t = -Math.log(1 - random.nextDouble()); t < scene[i]; t -= Math.log(1 - random.nextDouble())) {
                image[i] += perCount;
            }
        }
        return image;
    }

    @ParameterizedTest
    @CsvSource({"1,0.7", "1,1", "3,1", "10,1", "4,3"})
    void groundThatTheCameraCutOffAtZeroIsNoneOfItsCounts(double gain, double read) {
        float[] scene = SimulatedCamera.discs(SIZE, SIZE, -40, 150); // black ground, faint rims
        for (int i = 0; i < scene.length; i++) {
            scene[i] = Math.max(scene[i], 0);
        }
        float[] image = SimulatedCamera.asBytes(new SimulatedCamera(gain, read, 0).expose(scene, SIZE, 3));
        assertEquals(gain, estimate(image, SIZE).orElseThrow().gain(), 0.15 * gain);
    }

    @Test
    void severalPlanesAreMeasuredTogether() {
        float[] scene = SimulatedCamera.discs(64, 64, 100, 1000);
        SimulatedCamera camera = new SimulatedCamera(10, 0, 0);
        List<Img<FloatType>> planes = List.of(
                ArrayImgs.floats(camera.expose(scene, 64, 1), 64, 64),
                ArrayImgs.floats(camera.expose(scene, 64, 2), 64, 64),
                ArrayImgs.floats(camera.expose(scene, 64, 3), 64, 64));
        assertEquals(48, NoiseEstimator.estimate(planes).orElseThrow().tiles(), 2);
    }

    @Test
    void whatHasNoNoiseHasNoModel() {
        float[] constant = new float[64 * 64];
        Arrays.fill(constant, 42);
        assertTrue(estimate(constant, 64).isEmpty());
        assertTrue(estimate(new float[64 * 64], 64).isEmpty());
        assertTrue(estimate(new float[] {3}, 1).isEmpty());
        assertTrue(estimate(SimulatedCamera.discs(15, 400, 0, 1), 15).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 3, 10})
    void smallObjectsTellTheGain(double gain) {
        float[] scene = SimulatedCamera.spots(SIZE, 10, 180);
        float[] image = SimulatedCamera.asBytes(new SimulatedCamera(gain, 1, 0).expose(scene, SIZE, 7));
        NoiseModel found = estimate(image, SIZE).orElseThrow();
        assertEquals(gain, found.gain(), 0.25 * gain, found.toString());
        assertFalse(found.isHidden(), found.toString());
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 3, 10})
    void structureEverywhereIsToldFromNoise(double gain) {
        float[] scene = SimulatedCamera.texture(SIZE, 1.5, 80, 20);
        float[] image = SimulatedCamera.asBytes(new SimulatedCamera(gain, 1, 0).expose(scene, SIZE, 7));
        NoiseModel found = estimate(image, SIZE).orElseThrow();
        assertEquals(1, found.sigma(80) / Math.sqrt(gain * 80 + 1), 0.15, found.toString());
        assertEquals(0, found.correlationX(), 0.1);
        assertEquals(0, found.correlationY(), 0.1);
        assertFalse(found.isHidden(), found.toString());
    }

    @Test
    void withoutNoiseStructureIsNotTakenForIt() {
        for (double width : new double[] {1.2, 1.5, 2.5}) {
            float[] image = SimulatedCamera.asBytes(SimulatedCamera.texture(SIZE, width, 80, 20));
            NoiseModel found = estimate(image, SIZE).orElseThrow();
            assertTrue(found.isHidden(), found.toString());
            assertTrue(found.sigma(80) < 4, found.toString());
        }
        float[] spots = SimulatedCamera.asBytes(SimulatedCamera.spots(SIZE, 10, 180));
        assertTrue(estimate(spots, SIZE).map(NoiseModel::isHidden).orElse(true));
    }

    @Test
    void saturatedTilesDoNotCount() {
        float[] scene = SimulatedCamera.discs(SIZE, SIZE, 60, 2000);
        float[] image = SimulatedCamera.asBytes(new SimulatedCamera(4, 0, 0).expose(scene, SIZE, 3));
        NoiseModel found = estimate(image, SIZE).orElseThrow();
        assertEquals(1, found.sigma(70) / Math.sqrt(4 * 70), 0.1);
    }

    private static Optional<NoiseModel> estimate(float[] image, int width) {
        return NoiseEstimator.estimate(List.of(ArrayImgs.floats(image, width, image.length / width)));
    }
}
