package io.github.imagejdiffusion.batch.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.github.imagejdiffusion.batch.CommandProcess;
import io.github.imagejdiffusion.batch.CommandRun;
import io.github.imagejdiffusion.batch.Folders;
import io.github.imagejdiffusion.batch.SampleImages;
import io.github.imagejdiffusion.formats.Calibration;
import io.github.imagejdiffusion.formats.ImageFile;
import io.github.imagejdiffusion.formats.ImageFiles;
import io.github.imagejdiffusion.formats.PixelType;
import io.github.imagejdiffusion.formats.write.HyperstackWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.ZipInputStream;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import net.imglib2.view.Views;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A batch that is killed (SIGKILL: no handler, no hook) again and again, and started again each time with the same
 * command. Whatever lies under its own name at any time is whole, and at the end all is as if nothing had happened.
 */
class SegmentKillTest {

    private static final int IMAGES = 30;
    private static final int SIZE = 48;
    private static final int KILLS = 20;
    private static final int KILLS_IN_PLACE = 5;

    /** Files that a run makes, renames or removes in its first two images. */
    private static final int LATEST_EVENT = 50;

    private static final Pattern TEMPORARY = Pattern.compile("n\\d\\d.+\\.\\d\\.part");

    @TempDir
    private Path folder;

    private final Random random = new Random(20);
    private Path inputs;
    private SortedMap<String, String> clean;
    private double millisToStart;
    private double millisPerImage;

    @BeforeEach
    void makeInputs() throws Exception {
        inputs = Files.createDirectory(folder.resolve("in"));
        Path crop = SampleImages.crop(SampleImages.CROPS.get(2), folder.resolve("crop.png"));
        try (ImageFile opened = ImageFiles.open(crop)) {
            RandomAccessibleInterval<? extends RealType<?>> plane = opened.plane(0, 0, 0, 0);
            for (int i = 0; i < IMAGES; i++) {
                writeInput(inputs.resolve(String.format("n%02d.tif", i)), plane, i);
            }
        }
        cleanRun();
    }

    /** A piece of a crop; every third one twice, as a stack. */
    private static void writeInput(Path file, RandomAccessibleInterval<? extends RealType<?>> crop, int i) {
        long x = i * 7 % (crop.dimension(0) - SIZE);
        long y = i * 5 % (crop.dimension(1) - SIZE);
        int slices = i % 3 == 0 ? 2 : 1;
        try (HyperstackWriter out = HyperstackWriter.builder(file, SIZE, SIZE, PixelType.UINT8)
                .slices(slices)
                .calibration(Calibration.ofMicrometres(0.5))
                .open()) {
            for (int z = 0; z < slices; z++) {
                out.write(Views.interval(crop, new long[] {x, y}, new long[] {x + SIZE - 1, y + SIZE - 1}));
            }
            out.finish();
        }
    }

    private static Object[] segment(Path inputs, Path out) {
        return new Object[] {"segment", inputs, "-o", out, "--rois", "--runs", 4, "--steps", 2};
    }

    @Test
    void killedAtTwentyMomentsAndResumed() throws Exception {
        Path out = Files.createDirectory(folder.resolve("out"));
        int temporary = 0;
        int finished = 0;
        for (int kills = 0; kills < KILLS; ) {
            if (killOnce(inputs, out, kills % 2 == 0)) {
                kills++;
                temporary += assertWhole(out);
            } else {
                // This machine was faster than when it was measured: once more from the beginning.
                assertTrue(++finished < KILLS, "runs end before they are killed");
                assertSame(clean, Folders.contents(out));
                Folders.delete(out);
                Files.createDirectory(out);
            }
        }
        CommandRun.of(segment(inputs, out)).assertDone();
        assertSame(clean, Folders.contents(out));
        assertTrue(temporary > 0, "no kill came while a file was written");
    }

    /** Results without a record must not be taken for somebody's drawings, nor for inputs. */
    @Test
    void killedInTheFolderOfTheInputs() throws Exception {
        SortedMap<String, String> whole = new TreeMap<>(clean);
        whole.putAll(Folders.contents(inputs));
        for (int kill = 0; kill < KILLS_IN_PLACE; kill++) {
            killOnce(inputs, inputs, true);
        }
        List<Object> every = new ArrayList<>(List.of(segment(inputs, inputs)));
        every.remove(inputs);
        Folders.names(inputs).stream()
                .filter(name -> name.endsWith(".tif"))
                .map(inputs::resolve)
                .forEach(every::add);
        CommandRun resumed = CommandRun.of(every.toArray());
        assertEquals(0, resumed.exitCode(), resumed::toString);
        assertSame(whole, Folders.contents(inputs));
    }

    /**
     * Half of the kills come when a file comes or goes, half at any time between the start and a few images later.
     *
     * @return whether the process was still running
     */
    private boolean killOnce(Path from, Path out, boolean atAFile) throws Exception {
        int event = 1 + random.nextInt(LATEST_EVENT);
        double moment = random.nextDouble();
        try (FolderEvents events = new FolderEvents(out);
                CommandProcess process = CommandProcess.start(folder, List.of(), segment(from, out))) {
            if (atAFile) {
                events.await(event, process);
            } else {
                Thread.sleep((long) (moment * (millisToStart + 3 * millisPerImage)));
            }
            return process.kill();
        }
    }

    private void cleanRun() throws Exception {
        Path out = Files.createDirectory(folder.resolve("clean"));
        long started = System.nanoTime();
        try (FolderEvents events = new FolderEvents(out);
                CommandProcess process = CommandProcess.start(folder, List.of(), segment(inputs, out))) {
            events.await(1, process);
            millisToStart = (System.nanoTime() - started) / 1e6;
            process.awaitEnd().assertDone();
            millisPerImage = ((System.nanoTime() - started) / 1e6 - millisToStart) / IMAGES;
        }
        clean = Folders.contents(out);
        assertEquals(7 * IMAGES, clean.size());
        for (String name : clean.keySet()) {
            assertReadable(out.resolve(name));
        }
    }

    private static void assertReadable(Path file) throws IOException {
        String name = file.getFileName().toString();
        if (name.endsWith(".tif")) {
            try (ImageFile image = ImageFiles.open(file)) {
                for (int z = 0; z < image.series().get(0).sizeZ(); z++) {
                    assertEquals(SIZE, image.plane(0, 0, z, 0).dimension(1));
                }
            }
        } else if (name.endsWith(".json")) {
            JsonElement results = JsonParser.parseString(Files.readString(file))
                    .getAsJsonObject()
                    .get("results");
            assertEquals(6, results.getAsJsonArray().size());
        } else if (name.endsWith(".zip")) {
            try (InputStream in = Files.newInputStream(file);
                    ZipInputStream zip = new ZipInputStream(in)) {
                while (zip.getNextEntry() != null) {
                    assertTrue(zip.readAllBytes().length > 64, name);
                }
            }
        } else {
            List<String> rows = Files.readAllLines(file);
            long columns = rows.get(0).split(",").length;
            assertTrue(rows.stream().allMatch(row -> row.split(",").length == columns), name);
        }
    }

    /**
     * What is there is what a clean run gives, byte for byte; where a record is, all is.
     *
     * @return number of temporary files
     */
    private int assertWhole(Path out) {
        SortedMap<String, String> found = Folders.contents(out);
        int files = found.size();
        found.keySet().removeIf(name -> TEMPORARY.matcher(name).matches());
        SortedMap<String, String> expected = new TreeMap<>(clean);
        expected.keySet().retainAll(found.keySet());
        assertSame(expected, found);
        found.keySet().stream().filter(name -> name.endsWith(".json")).forEach(record -> {
            String stem = record.replace(".json", "");
            assertEquals(
                    7,
                    found.keySet().stream()
                            .filter(name -> name.startsWith(stem))
                            .count(),
                    found.keySet()::toString);
        });
        return files - found.size();
    }

    /** Compares folders without printing bytes. */
    private static void assertSame(SortedMap<String, String> expected, SortedMap<String, String> found) {
        assertEquals(List.copyOf(expected.keySet()), List.copyOf(found.keySet()));
        expected.forEach((name, bytes) -> assertTrue(bytes.equals(found.get(name)), name + " has other bytes"));
    }
}
