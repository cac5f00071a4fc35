package io.github.imagejdiffusion.superres.enlarge;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.imagejdiffusion.diffusion.block.MirrorPadding;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.imglib2.FinalInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.view.Views;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnlargedPlaneTest {

    static List<Named<JsonObject>> golden() throws IOException {
        List<Named<JsonObject>> cases = new ArrayList<>();
        try (Reader reader = new InputStreamReader(
                EnlargedPlaneTest.class.getResourceAsStream("/golden/enlarged.json"), StandardCharsets.UTF_8)) {
            JsonParser.parseReader(reader)
                    .getAsJsonObject()
                    .getAsJsonArray("cases")
                    .forEach(element -> {
                        JsonObject one = element.getAsJsonObject();
                        cases.add(Named.of(
                                one.get("width") + " x " + one.get("height") + " by " + one.get("factor"), one));
                    });
        }
        assertEquals(8, cases.size());
        return cases;
    }

    @ParameterizedTest
    @MethodSource("golden")
    void agreesWithTheTrainer(JsonObject golden) {
        int width = golden.get("width").getAsInt();
        int height = golden.get("height").getAsInt();
        int factor = golden.get("factor").getAsInt();
        EnlargedPlane plane =
                new EnlargedPlane(ArrayImgs.floats(floats(golden.getAsJsonArray("image")), width, height), factor);
        assertEquals((long) width * factor, plane.width());
        assertEquals((long) height * factor, plane.height());
        assertArrayEquals(floats(golden.getAsJsonArray("enlarged")), all(plane), 2e-4f);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void aPixelDoesNotDependOnThePartThatItIsAskedForWith(int factor) {
        float[] pixels = random(23 * 17);
        EnlargedPlane plane = new EnlargedPlane(Views.translate(ArrayImgs.floats(pixels, 23, 17), 5, -3), factor);
        float[] whole = all(plane);
        int width = 23 * factor;
        for (int y = 0; y < 17 * factor; y += 7) {
            for (int x = 0; x < width; x += 5) {
                float[] part = plane.read(FinalInterval.createMinMax(x, y, x + 1, y + 2));
                assertEquals(whole[y * width + x], part[0]);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4})
    void outsideIsTheMirrorImage(int factor) {
        float[] pixels = random(3 * 2);
        EnlargedPlane plane = new EnlargedPlane(ArrayImgs.floats(pixels, 3, 2), factor);
        FinalInterval beyond = FinalInterval.createMinMax(-10, -9, 3 * factor + 20, 2 * factor + 11);
        float[] mirrored = new MirrorPadding(plane.width(), plane.height()).pad(all(plane), beyond);
        assertArrayEquals(mirrored, plane.read(beyond), 1e-3f);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void oneValueStaysOneValue(int factor) {
        float[] pixels = new float[6 * 4];
        Arrays.fill(pixels, 0.1f);
        float[] expected = new float[pixels.length * factor * factor];
        Arrays.fill(expected, 0.1f);
        assertArrayEquals(expected, all(new EnlargedPlane(ArrayImgs.floats(pixels, 6, 4), factor)));
    }

    private static float[] all(EnlargedPlane plane) {
        return plane.read(FinalInterval.createMinMax(0, 0, plane.width() - 1, plane.height() - 1));
    }

    private static float[] random(int size) {
        Random random = new Random(size);
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = 1000 * random.nextFloat();
        }
        return values;
    }

    private static float[] floats(JsonArray array) {
        float[] values = new float[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.get(i).getAsFloat();
        }
        return values;
    }
}
