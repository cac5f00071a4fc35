package io.github.imagejdiffusion.batch.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagejdiffusion.batch.CommandRun;
import io.github.imagejdiffusion.batch.Folders;
import io.github.imagejdiffusion.batch.SampleImages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bundled model on real images: whole output folders, every byte of every file. */
class SegmentSameBitsTest {

    @TempDir
    private Path folder;

    private Path inputs;

    @BeforeEach
    void copyInputs() throws IOException {
        inputs = SampleImages.crops(folder.resolve("in"));
    }

    private CommandRun segmentInto(Path out, Object... more) {
        List<Object> arguments = new ArrayList<>(List.of("segment", inputs, "-o", out, "--rois"));
        arguments.addAll(List.of(more));
        return CommandRun.of(arguments.toArray()).assertDone();
    }

    private SortedMap<String, String> segmented(String name, Object... more) {
        segmentInto(folder.resolve(name), more);
        return Folders.contents(folder.resolve(name));
    }

    @Test
    void twice() {
        SortedMap<String, String> first = segmented("first");
        assertEquals(4 * 6, first.size(), "labels, probability, uncertainty, objects, outlines and record of each");
        assertEquals(first, segmented("second"));
    }

    @Test
    void anyNumberOfThreads() {
        SortedMap<String, String> one = segmented("one", "--threads", 1);
        assertEquals(one, segmented("two", "--threads", 2));
        assertEquals(one, segmented("three", "--threads", 3));
    }

    @Test
    void shardsAndTheWhole() {
        Path parts = folder.resolve("parts");
        segmentInto(parts, "--shard", "2/2");
        assertEquals(2 * 6, Folders.names(parts).size());
        segmentInto(parts, "--shard", "1/2");
        assertEquals(segmented("whole"), Folders.contents(parts));
    }

    @Test
    void moreShardsThanInputs() {
        Path parts = folder.resolve("parts");
        for (int i = 1; i <= 4; i++) {
            segmentInto(parts, "--shard", i + "/5");
        }
        CommandRun empty = CommandRun.of("segment", inputs, "-o", parts, "--rois", "--shard", "5/5");
        empty.assertOneError(0, "nothing to do");
        assertEquals(segmented("whole"), Folders.contents(parts));
    }

    @Test
    void severalRunsGiveASpread() {
        SortedMap<String, String> one = segmented("one", "--runs", 4, "--steps", 2, "--threads", 1);
        assertTrue(one.containsKey("4d40de30a3db_spread.tif"), one.keySet()::toString);
        assertEquals(one, segmented("two", "--runs", 4, "--steps", 2, "--threads", 2));
        assertTrue(segmented("three", "--runs", 3, "--steps", 2).keySet().stream()
                .noneMatch(name -> name.contains("spread")));
    }

    @Test
    void orientationsOfOneCallGiveASpreadThatTheTableHas() {
        SortedMap<String, String> one = segmented("one", "--orientations", 4, "--threads", 1);
        assertTrue(one.containsKey("4d40de30a3db_spread.tif"), one.keySet()::toString);
        assertTrue(header(one).endsWith(",uncertainty,spread"), header(one));
        assertEquals(one, segmented("two", "--orientations", 4, "--threads", 2));
        SortedMap<String, String> two = segmented("three", "--orientations", 2);
        assertTrue(two.keySet().stream().noneMatch(name -> name.contains("spread")));
        assertTrue(header(two).endsWith(",uncertainty"), header(two));
    }

    private static String header(SortedMap<String, String> results) {
        return results.get("4d40de30a3db_objects.csv").lines().findFirst().orElseThrow();
    }

    @Test
    void stochasticSamplersToo() {
        assertEquals(
                segmented("one", "--sampler", "ddpm", "--steps", 3, "--threads", 1),
                segmented("two", "--sampler", "ddpm", "--steps", 3, "--threads", 2));
    }

    @Test
    void seedsDiffer() {
        assertNotEquals(
                segmented("one").get("4d40de30a3db_probability.tif"),
                segmented("two", "--seed", 1).get("4d40de30a3db_probability.tif"));
    }

    @Test
    void companyDoesNotMatter() {
        String name = "b6edad733399";
        Path alone = folder.resolve("alone");
        CommandRun.of("segment", inputs.resolve(name + ".png"), "-o", alone, "--rois")
                .assertDone();
        SortedMap<String, String> whole = segmented("whole");
        whole.keySet().removeIf(file -> !file.startsWith(name));
        assertEquals(whole, Folders.contents(alone));
    }
}
