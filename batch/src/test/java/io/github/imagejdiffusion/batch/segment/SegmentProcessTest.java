package io.github.imagejdiffusion.batch.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.imagejdiffusion.batch.CommandProcess;
import io.github.imagejdiffusion.batch.CommandRun;
import io.github.imagejdiffusion.batch.Folders;
import io.github.imagejdiffusion.batch.SampleImages;
import io.github.imagejdiffusion.formats.PixelType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What needs a process of its own: signals, and a disk that takes no more. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class SegmentProcessTest {

    private static final int COUNT = 40;
    private static final int SIGINT = 2;
    private static final List<String> RESULTS_OF_A =
            List.of("a.json", "a_labels.tif", "a_objects.csv", "a_probability.tif", "a_uncertainty.tif");

    @TempDir
    private Path folder;

    private Path out;

    @BeforeEach
    void chooseOutput() {
        out = folder.resolve("out");
    }

    @Test
    void interruptLeavesNothingHalfDone() throws Exception {
        assumeTrue(!isIgnored(SIGINT), "SIGINT is ignored by this process and so by its children");
        assertStoppedBy("INT", 130);
    }

    @Test
    void terminationLeavesNothingHalfDone() throws Exception {
        assertStoppedBy("TERM", 128 + 15);
    }

    private void assertStoppedBy(String signal, int exitCode) throws Exception {
        Path inputs = Files.createDirectory(folder.resolve("in"));
        for (int i = 0; i < COUNT; i++) {
            SampleImages.crop(SampleImages.CROPS.get(i % 4), inputs.resolve(String.format("n%02d.png", i)));
        }
        Object[] arguments = {"segment", inputs, "-o", out, "--runs", 4, "--steps", 2, "--rois"};
        try (CommandProcess process = CommandProcess.start(folder, List.of(), arguments)) {
            process.awaitFile(out.resolve("n01.json"));
            process.signal(signal);
            process.awaitEnd().assertOneError(exitCode, "cancelled", "of " + COUNT + " inputs finished");
        }
        Map<String, Long> filesOfInput = Folders.names(out).stream()
                .collect(Collectors.groupingBy(name -> name.substring(0, 3), Collectors.counting()));
        assertTrue(filesOfInput.size() >= 2 && filesOfInput.size() < COUNT, filesOfInput::toString);
        filesOfInput.forEach((input, files) -> assertEquals(7, files, input + " in " + Folders.names(out)));

        Object[] first = {"segment", inputs.resolve("n00.png"), "-o", out, "--runs", 4, "--steps", 2, "--rois"};
        CommandRun again = CommandRun.of(first).assertDone();
        assertTrue(again.out().contains(" 1 skipped"), again::toString);
    }

    /** Three planes of sixty network calls each: it ends between two calls, and the same command does the rest. */
    @Test
    void interruptInTheMiddleOfAnImage() throws Exception {
        assumeTrue(!isIgnored(SIGINT), "SIGINT is ignored by this process and so by its children");
        Path inputs = Files.createDirectory(folder.resolve("in"));
        SampleImages.plane(inputs.resolve("a.tif"), 40, 40, PixelType.UINT8, SampleImages.disc());
        String crop = SampleImages.CROPS.get(0);
        SampleImages.stackOfCrops(inputs.resolve("b.tif"), 3, 1, crop, crop, crop);
        Object[] arguments = {"segment", inputs, "-o", out, "--steps", 60};
        try (CommandProcess process = CommandProcess.start(folder, List.of(), arguments)) {
            process.awaitFile(out.resolve("a.json"));
            Thread.sleep(300);
            process.signal("INT");
            process.awaitEnd().assertOneError(130, "cancelled with 1 of 2 inputs finished");
        }
        assertEquals(RESULTS_OF_A, Folders.names(out));
        SortedMap<String, String> before = Folders.contents(out);
        CommandRun again = CommandRun.of(arguments).assertDone();
        assertTrue(again.out().startsWith("1 done (") && again.out().contains(" 1 skipped, 0 failed"), again.out());
        SortedMap<String, String> after = Folders.contents(out);
        assertEquals(2 * RESULTS_OF_A.size(), after.size());
        before.forEach((name, bytes) -> assertTrue(bytes.equals(after.get(name)), name));
    }

    /** From the kernel's mask of ignored signals, where there is one: nohup and background shells ignore SIGINT. */
    private static boolean isIgnored(int signal) throws IOException {
        Path status = Path.of("/proc/self/status");
        if (Files.notExists(status)) {
            return false;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .map(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
                .anyMatch(mask -> (mask >> (signal - 1) & 1) == 1);
    }

    /** ONNX Runtime keeps a device id and a queue of events for Microsoft at home, unless it is told not to. */
    @Test
    void nothingIsLeftAtHome() throws Exception {
        Path home = Files.createDirectory(folder.resolve("home"));
        Path input = SampleImages.crop(SampleImages.CROPS.get(0), folder.resolve("a.png"));
        // The variables of bin/imagej-diffusion; Java itself takes the home from the user's account.
        List<String> environment = List.of("env", "-u", "XDG_CACHE_HOME", "HOME=" + home, "ORT_DISABLE_TELEMETRY=1");
        try (CommandProcess process = CommandProcess.start(folder, environment, "segment", input, "-o", out)) {
            process.awaitEnd().assertDone();
        }
        assertEquals(List.of(), Folders.names(home));
    }

    /** The limit on the size of a file fails a write half-way, as a full disk does, and needs no rights. */
    @Test
    void diskThatTakesNoMore() throws Exception {
        // Unpacks ONNX Runtime's libraries, if that has not been done: they are larger than the limit.
        CommandRun.of("devices").assertDone();
        String[] planes = new String[10];
        Arrays.fill(planes, SampleImages.CROPS.get(0));
        Path large = SampleImages.stackOfCrops(folder.resolve("large.tif"), 10, 1, planes);
        Path small = SampleImages.crop(SampleImages.CROPS.get(1), folder.resolve("small.png"));
        // 300 blocks are 150 or 300 KiB: more than a map of the small image, less than any of the large one.
        List<String> limited = List.of("/bin/sh", "-c", "ulimit -f 300 && exec \"$0\" \"$@\"");
        try (CommandProcess process = CommandProcess.start(folder, limited, "segment", large, small, "-o", out)) {
            CommandRun run = process.awaitEnd();
            run.assertOneError(1, "large_", "cannot be written", "disk space");
            assertTrue(run.out().startsWith("1 done ("), run::toString);
        }
        assertEquals(
                List.of(
                        "small.json",
                        "small_labels.tif",
                        "small_objects.csv",
                        "small_probability.tif",
                        "small_uncertainty.tif"),
                Folders.names(out));
    }
}
