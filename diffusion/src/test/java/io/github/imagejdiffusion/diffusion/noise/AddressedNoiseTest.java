package io.github.imagejdiffusion.diffusion.noise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.imagejdiffusion.diffusion.Close;
import io.github.imagejdiffusion.diffusion.GoldenFile;
import io.github.imagejdiffusion.diffusion.planes.PlaneAddress;
import io.github.imagejdiffusion.diffusion.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AddressedNoiseTest {

    static List<JsonObject> goldenCases() {
        List<JsonObject> cases = new ArrayList<>();
        for (JsonElement element : GoldenFile.read("noise_v1").getAsJsonArray("cases")) {
            cases.add(element.getAsJsonObject());
        }
        assertEquals(7, cases.size());
        return cases;
    }

    @ParameterizedTest
    @MethodSource("goldenCases")
    void agreesWithTheIndependentReference(JsonObject golden) {
        int channel = golden.get("channel").getAsInt();
        int height = golden.get("h").getAsInt();
        int width = golden.get("w").getAsInt();
        AddressedNoise noise = AddressedNoise.of(golden.get("seed").getAsLong())
                .withFirstRun(golden.get("run").getAsInt())
                .withPlane(golden.get("plane").getAsInt())
                .withLevel(golden.get("level").getAsInt())
                .withOrigin(golden.get("y0").getAsInt(), golden.get("x0").getAsInt());
        Tensor field = Tensor.zeros(1, channel + 1, height, width);
        noise.fill(
                field,
                golden.get("call").getAsInt(),
                stream(golden.get("stream").getAsInt()));
        Tensor plane = Tensor.zeros(1, 1, height, width);
        System.arraycopy(field.data(), field.offset(0, channel), plane.data(), 0, plane.planeSize());
        Close.assertClose(GoldenFile.doubles(golden.get("values")), plane.data(), 1e-6, golden.toString());
    }

    @Test
    void aPlaceIsPlaneAndOrigin() {
        AddressedNoise noise = new AddressedNoise(5, 4, 3, 2, 1, 0, 0);
        assertEquals(new AddressedNoise(5, 4, 9, 2, 1, 70, 600), noise.at(new PlaneAddress(9, 600, 70)));
        PlaneAddress far = new PlaneAddress(0, 1L << 31, 0);
        assertThrows(ArithmeticException.class, () -> noise.at(far));
    }

    private static NoiseStream stream(int number) {
        for (NoiseStream stream : NoiseStream.values()) {
            if (stream.number() == number) {
                return stream;
            }
        }
        throw new IllegalArgumentException("stream " + number);
    }

    /** The numbers are part of the contract. */
    @Test
    void streamNumbersAreFrozen() {
        assertEquals(0, NoiseStream.START.number());
        assertEquals(1, NoiseStream.STEP.number());
        assertEquals(2, NoiseStream.REFERENCE.number());
    }

    @ParameterizedTest
    @CsvSource({"0,0,16,16", "3,5,7,9", "15,1,1,14", "2,2,13,1", "0,3,16,4"})
    void anyRectangleHasTheFieldsValues(int top, int left, int height, int width) {
        AddressedNoise noise = AddressedNoise.of(17).withOrigin(-6, -5);
        Tensor field = filled(noise, 2, 2, 16, 17);
        Tensor part = filled(noise.withOrigin(-6 + top, -5 + left), 2, 2, height, width);
        for (int n = 0; n < 2; n++) {
            for (int c = 0; c < 2; c++) {
                for (int y = 0; y < height; y++) {
                    for (int x = 0; x < width; x++) {
                        assertEquals(field.get(n, c, top + y, left + x), part.get(n, c, y, x));
                    }
                }
            }
        }
    }

    @Test
    void anyBatchSplitHasTheSameRuns() {
        AddressedNoise noise = AddressedNoise.of(-3).withFirstRun(10);
        Tensor whole = filled(noise, 5, 2, 9, 11);
        Tensor first = filled(noise, 2, 2, 9, 11);
        Tensor second = filled(noise.withFirstRun(12), 3, 2, 9, 11);
        float[] joined = new float[whole.data().length];
        System.arraycopy(first.data(), 0, joined, 0, first.data().length);
        System.arraycopy(second.data(), 0, joined, first.data().length, second.data().length);
        assertArrayEquals(whole.data(), joined);
    }

    @Test
    void aChannelAloneHasTheNoiseThatItHasAmongOthers() {
        AddressedNoise noise = AddressedNoise.of(9).withOrigin(3, -5);
        Tensor all = filled(noise, 1, 3, 7, 6);
        Tensor last = filled(noise.withFirstChannel(2), 1, 1, 7, 6);
        assertArrayEquals(Arrays.copyOfRange(all.data(), all.offset(0, 2), all.data().length), last.data());
    }

    /** Large fields are filled in parallel, small ones are not. */
    @Test
    void parallelFillEqualsRowByRow() {
        AddressedNoise noise = AddressedNoise.of(5).withOrigin(100, 30);
        Tensor large = filled(noise, 1, 1, 300, 200);
        for (int y = 0; y < 300; y += 7) {
            Tensor row = filled(noise.withOrigin(100 + y, 30), 1, 1, 1, 200);
            for (int x = 0; x < 200; x++) {
                assertEquals(row.get(0, 0, 0, x), large.get(0, 0, y, x));
            }
        }
    }

    @Test
    void momentsAreThoseOfTheStandardNormal() {
        Tensor field = filled(AddressedNoise.of(2024), 1, 1, 1000, 1000);
        double[] moments = new double[5];
        double neighbours = 0;
        float[] data = field.data();
        for (int i = 0; i < data.length; i++) {
            double power = 1;
            for (int k = 1; k <= 4; k++) {
                power *= data[i];
                moments[k] += power / data.length;
            }
            neighbours += i == 0 ? 0 : data[i] * (double) data[i - 1] / data.length;
        }
        // about five standard errors: sqrt(1, 2, 15, 96, 1) / 1000
        assertEquals(0, moments[1], 0.005);
        assertEquals(1, moments[2], 0.007);
        assertEquals(0, moments[3], 0.02);
        assertEquals(3, moments[4], 0.05);
        assertEquals(0, neighbours, 0.005);
    }

    @Test
    void everyPartOfTheAddressMatters() {
        AddressedNoise noise = AddressedNoise.of(1);
        Set<Float> seen = new HashSet<>();
        List<AddressedNoise> others = List.of(
                noise,
                AddressedNoise.of(2),
                AddressedNoise.of(1L << 40),
                noise.withFirstRun(1),
                noise.withPlane(1),
                noise.withLevel(1),
                noise.withOrigin(1, 0),
                noise.withOrigin(0, 4));
        others.forEach(other -> seen.add(filled(other, 1, 1, 1, 1).data()[0]));
        Tensor other = Tensor.zeros(1, 1, 1, 1);
        noise.fill(other, 1, NoiseStream.START);
        seen.add(other.data()[0]);
        noise.fill(other, 0, NoiseStream.STEP);
        seen.add(other.data()[0]);
        assertEquals(others.size() + 2, seen.size());
        Tensor channels = filled(noise, 1, 2, 1, 1);
        assertTrue(channels.data()[0] != channels.data()[1]);
    }

    @Test
    void levelMustFitItsSixteenBits() {
        AddressedNoise noise = AddressedNoise.of(0);
        assertThrows(IllegalArgumentException.class, () -> noise.withLevel(-1));
        assertThrows(IllegalArgumentException.class, () -> noise.withLevel(65536));
    }

    private static Tensor filled(AddressedNoise noise, int batch, int channels, int height, int width) {
        Tensor field = Tensor.zeros(batch, channels, height, width);
        noise.fill(field, 0, NoiseStream.START);
        return field;
    }
}
